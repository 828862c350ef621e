"""Pages turned, askew, photographed from one side and two on a sheet come out upright and square."""

from __future__ import annotations

import pytest

from mingzhang.readers.scan.geometry import flattened, halves, levelled, quarter, skew, squared, whole
from mingzhang.readers.scan.rulings import rulings
from tests.readers.scan.drawn import sheet

cv2 = pytest.importorskip("cv2")
numpy = pytest.importorskip("numpy")


@pytest.mark.parametrize("angle", [0.0, 1.2, -2.0])
def test_rulings_are_found_on_pages_askew(angle: float) -> None:
    image = sheet(angle)
    grey = cv2.cvtColor(levelled(whole(image, 2000), image).image(image), cv2.COLOR_BGR2GRAY)
    rows, columns = rulings(grey, 144)
    assert (len(rows), len(columns)) == (3, 3)
    assert all(abs(end - start - 200) < 6 for _, start, end in rows)
    assert abs(skew(grey)) <= 0.1


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_quarter_turns_are_those_of_the_clock(turns: int) -> None:
    image = sheet()
    turned = numpy.rot90(image, turns)
    back = quarter(whole(turned, 2000), turns).image(turned)
    assert back.shape == image.shape and (back == image).mean() > 0.999


def test_what_is_larger_than_needed_becomes_smaller() -> None:
    warp = whole(sheet(), 350)
    assert (warp.wide, warp.high) == (250, 350) and warp.image(sheet()).shape[:2] == (350, 250)
    assert warp.fitted(400) is warp


def on_a_desk() -> object:
    """A page photographed a little from one side."""
    image, desk = sheet(), numpy.full((800, 620, 3), 60, numpy.uint8)
    corners = numpy.float32([[0, 0], [500, 0], [500, 700], [0, 700]])
    aim = numpy.float32([[60, 55], [570, 30], [545, 770], [40, 735]])
    turn = cv2.getPerspectiveTransform(corners, aim)
    paper = cv2.warpPerspective(numpy.full_like(image, 255), turn, (620, 800))
    drawn = cv2.warpPerspective(image, turn, (620, 800))
    return numpy.where(paper > 127, drawn, desk)


def test_a_sheet_on_a_desk_is_cut_out_and_its_table_square() -> None:
    picture = on_a_desk()
    warp = flattened(whole(picture, 2000), picture)
    assert abs(warp.wide / warp.high - 5 / 7) < 0.03
    grey = cv2.cvtColor(squared(levelled(warp, picture), picture).image(picture), cv2.COLOR_BGR2GRAY)
    rows, columns = rulings(grey, 144)
    assert (len(rows), len(columns)) == (3, 3)


def test_a_scan_that_fills_its_picture_is_left_as_it_is() -> None:
    image = sheet()
    warp = whole(image, 2000)
    assert flattened(warp, image) is warp and squared(warp, image) is warp and levelled(warp, image) is warp


def test_two_pages_on_a_sheet_are_taken_apart_where_nothing_crosses_the_middle() -> None:
    image = numpy.hstack([sheet(), sheet()])
    left, right = halves(whole(image, 2000), image)
    assert (left.left, right.left) == (0, left.wide) and abs(left.wide - 500) < 60
    assert (right.image(image) < 128).any() and right.image(image).shape[1] == 1000 - left.wide
    crossed = image.copy()
    crossed[160, 100:900] = 0
    assert len(halves(whole(crossed, 2000), crossed)) == 1
    assert len(halves(whole(sheet(), 2000), sheet())) == 1


def test_a_picture_that_lies_as_it_should_is_not_made_anew() -> None:
    image = sheet()
    assert whole(image, 700).image(image) is image
