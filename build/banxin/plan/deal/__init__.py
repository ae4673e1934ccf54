"""The edition's units measured, the number of pages chosen, the units dealt to the pages."""
