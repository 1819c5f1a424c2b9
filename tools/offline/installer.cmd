@echo off
set "PYTHON="
for %%v in (@PYTHONS@) do if not defined PYTHON py -%%v -c "" >nul 2>nul && set "PYTHON=py -%%v"
if not defined PYTHON py -3 -c "f''" >nul 2>nul && set "PYTHON=py -3"
if not defined PYTHON python -c "import venv; f''" >nul 2>nul && set "PYTHON=python"
if not defined PYTHON goto absent
%PYTHON% "%~dp0installer.py"
set CODE=%ERRORLEVEL%
pause
exit /b %CODE%
:absent
echo Python est introuvable : installez Python @LAST@ depuis https://www.python.org/downloads/ puis recommencez.
pause
exit /b 1
