"""LibreOffice accepts or rejects every tracked change of files: an opinion that owes nothing to our code."""

from __future__ import annotations

from pathlib import Path

from libreoffice import kept, profile, run

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Settle"/></library:library>"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Run(source As String, target As String, what As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  Dim nothing_()
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  name = Dir(source &amp; "/*.docx")
  Do While name &lt;&gt; ""
    document = StarDesktop.loadComponentFromURL(ConvertToURL(source &amp; "/" &amp; name), "_blank", 0, hidden())
    frame = document.CurrentController.Frame
    dispatcher.executeDispatch(frame, ".uno:" &amp; what &amp; "AllTrackedChanges", "", 0, nothing_())
    document.storeAsURL(ConvertToURL(target &amp; "/" &amp; name), form())
    document.close(True)
    name = Dir()
  Loop
End Sub
</script:module>"""


def settled(sources: list[Path], what: str, folder: Path) -> list[Path]:
    """Each file after « Accept » or « Reject » all, in a folder; the test is skipped where LibreOffice is not."""
    made = [folder / source.name for source in sources]
    return kept(f"{what} {MODULE}", sources, made, lambda: _settle(sources[0].parent, what, folder))


def _settle(sources: Path, what: str, folder: Path) -> None:
    basic = profile() / "user" / "basic" / "Standard"
    if not basic.exists():
        run("--headless", "--terminate_after_init")  # a new profile takes no macro
    basic.mkdir(parents=True, exist_ok=True)
    folder.mkdir()
    (basic / "script.xlb").write_text(LIBRARY, "utf-8")
    (basic / "Settle.xba").write_text(MODULE, "utf-8")
    run("--headless", "--norestore", f'macro:///Standard.Settle.Run("{sources}","{folder}","{what}")')
