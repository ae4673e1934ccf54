"""Word's and WPS's .docx → `Dump`: read from its XML, since its authors use no styles and other tools drop boxes."""
