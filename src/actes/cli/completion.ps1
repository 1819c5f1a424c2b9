# La touche Tab complète les commandes, les options et les actes.
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $before = $line.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursor }
    $words = @($before | ForEach-Object { if ($null -ne $_.Value) { $_.Value } else { $_.Extent.Text } })
    $encoding = [Console]::OutputEncoding
    $utf8 = $env:PYTHONUTF8
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:PYTHONUTF8 = '1'
        $env:%(complete_var)s = 'powershell_complete'
        $env:COMP_WORDS = $words -join "`n"
        $env:COMP_WORD = $word
        & $words[0] 2>$null | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        $env:PYTHONUTF8 = $utf8
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD -ErrorAction SilentlyContinue
    }
}
