"""What is added to a tagged PDF is tagged; a PDF without tags stays as it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf

from mingzhang.facts.finding import Severity
from mingzhang.facts.place import Place
from mingzhang.facts.publication import PART, Piece, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.writers.mark import Mark
from mingzhang.writers.pdf.document import write_pdf
from mingzhang.writers.pdf.marked import write_marked_pdf
from tests.readers.pdf.drawing import Sheet, written
from tests.writers.pdf.test_marked import WHEN

MARKS = [
    Mark(number, Severity.ERROR, [f"第 {number} 处不对"], [Place(page=1, bbox=(72, 100, 132, 112))])
    for number in (1, 2)
]


def tagged(folder: Path) -> Path:
    stream = io.BytesIO()
    write_pdf(Publication("某局", "决算", 2024, [Piece(Paragraph("一、收入"), PART)]), stream)
    path = folder / "a.pdf"
    path.write_bytes(stream.getvalue())
    return path


def marked(path: Path) -> Path:
    out = path.with_name("out.pdf")
    write_marked_pdf(path, MARKS, [], "某局", out, WHEN, True)
    return out


def elements(tree: Any) -> list[Any]:
    found = []
    for kid in tree.K if isinstance(tree.get("/K"), pikepdf.Array) else [tree.get("/K")]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *elements(kid)]
    return found


def test_the_index_and_all_notes_have_tags(tmp_path: Path) -> None:
    with pikepdf.open(marked(tagged(tmp_path))) as pdf:
        root = pdf.Root.StructTreeRoot
        (section,) = [each for each in elements(root) if each.S == "/Sect"]
        kinds = [str(each.S) for each in elements(section)]
        assert kinds.count("/H1") == 1 and kinds.count("/P") == 2 and kinds.count("/Annot") == 4
        parents = pikepdf.NumberTree(root.ParentTree)
        sheet = pdf.pages[-1].obj
        assert [str(each.S) for each in parents[int(sheet.StructParents)]] == ["/H1", "/P", "/P"]
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                if note.Subtype != pikepdf.Name.Popup:
                    assert parents[int(note.StructParent)].K[0].Obj.objgen == note.objgen
        assert root.ParentTreeNextKey > max(parents)
        assert b"/P <</MCID 2>> BDC" in sheet.Contents.read_bytes()


def test_a_pdf_without_tags_stays_without(tmp_path: Path) -> None:
    with pikepdf.open(marked(written(tmp_path / "a.pdf", Sheet().text(72, 100, "收入")))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert not any("/StructParent" in note for note in pdf.pages[0].obj.Annots)
