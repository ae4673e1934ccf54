"""An issue's record in the formats of libraries and agencies: METS, MODS, PREMIS, ALTO, ninjs."""
