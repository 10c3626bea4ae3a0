# Prints the cells of one sheet of an XLSX file: sheet.py NAME FILE. Standard library alone.
import sys
import zipfile
import xml.etree.ElementTree as xml

main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
book = zipfile.ZipFile(sys.argv[2])
texts = ["".join(t.text or "" for t in item.iter(main + "t")) for item in xml.fromstring(book.read("xl/sharedStrings.xml"))]
names = [sheet.get("name") for sheet in xml.fromstring(book.read("xl/workbook.xml")).iter(main + "sheet")]
sheet = xml.fromstring(book.read("xl/worksheets/sheet%d.xml" % (names.index(sys.argv[1]) + 1)))
for row in sheet.iter(main + "row"):
    cells = []
    for cell in row.iter(main + "c"):
        value = cell.find(main + "v")
        text = "" if value is None else value.text
        cells.append(texts[int(text)] if cell.get("t") == "s" else text)
    print("|".join(cells))
