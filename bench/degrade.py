"""What a copier, a telephone, a seal and the years do to a page; what comes out depends on the seed alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeAlias

from bench.scan_pages import PicturedPage

Pixels: TypeAlias = Any  # an array of height × width × 3 bytes, blue first
Source: TypeAlias = Any  # of random numbers
Harm = Callable[[Pixels, Source, PicturedPage], Pixels]  # with what is on the page
# Without the extra ocr the module can be looked through, and draws nothing.
np: Any = import_module("numpy") if find_spec("numpy") else None
cv2: Any = import_module("cv2") if find_spec("cv2") else None


def skewed(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """Laid on the glass a little askew."""
    return _turned(image, random.uniform(0.6, 2.2) * random.choice((-1, 1)))


def noisy(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """The noise of a cheap sensor, and specks."""
    made = image + random.normal(0, 18, image.shape)
    specks = random.random(image.shape[:2]) < 0.0008
    made[specks] = 40
    return _bytes(made)


def squeezed(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """Stored as JPEG of poor quality."""
    quality = int(random.integers(22, 40))
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def shaded(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """The shadow of a book's spine along one side."""
    wide = image.shape[1]
    ramp = np.clip(np.linspace(random.uniform(0.25, 0.45), 1.6, wide), 0, 1)
    if random.random() < 0.5:
        ramp = ramp[::-1]
    return _bytes(image * ramp[None, :, None])


def blurred(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """Out of focus."""
    return cv2.GaussianBlur(image, (0, 0), random.uniform(1.2, 1.9))


def cut(image: Pixels, random: Source, page: PicturedPage) -> Pixels:
    """The paper stood over the glass: a strip at the right is missing, in the last column or beside it."""
    ends = max(amount.box[2] for amount in page.amounts)
    made = image.copy()
    made[:, int(ends - random.uniform(-40, 60)) :] = 255
    return made


def sealed(image: Pixels, random: Source, page: PicturedPage) -> Pixels:
    """A round red seal over figures."""
    made = image
    for _ in range(int(random.integers(1, 3))):
        box = page.amounts[int(random.integers(len(page.amounts)))].box
        made = _seal(made, random, (box[0] + random.uniform(-80, 160), box[1] + random.uniform(-90, 90)))
    return made


def _seal(image: Pixels, random: Source, middle: tuple[float, float]) -> Pixels:
    layer = np.zeros(image.shape[:2], np.uint8)
    centre, radius = (round(middle[0]), round(middle[1])), int(random.integers(130, 175))
    cv2.circle(layer, centre, radius, 255, int(random.integers(6, 11)), cv2.LINE_AA)
    points = [(radius * 0.36 if n % 2 == 0 else radius * 0.15, np.pi * (n / 5 - 0.5)) for n in range(10)]
    star = [(centre[0] + r * np.cos(angle), centre[1] + r * np.sin(angle)) for r, angle in points]
    cv2.fillPoly(layer, [np.array(star, np.int32)], 255, cv2.LINE_AA)
    for n in range(9):
        angle = np.pi * (1.15 + 0.7 * n / 8)
        x, y = centre[0] + 0.78 * radius * np.cos(angle), centre[1] + 0.78 * radius * np.sin(angle)
        cv2.rectangle(layer, (round(x - 9), round(y - 12)), (round(x + 9), round(y + 12)), 255, 4)
    strength = (layer / 255.0 * random.uniform(0.65, 0.95))[:, :, None]
    blotch = cv2.GaussianBlur(random.random(image.shape[:2]), (0, 0), 6)
    strength = strength * (0.55 + 0.9 * (blotch - blotch.min()) / np.ptp(blotch))[:, :, None].clip(0, 1)
    ink = np.array((random.uniform(30, 70), random.uniform(25, 60), random.uniform(190, 225)))
    return _bytes(np.minimum(image, image * (1 - strength) + ink * strength))


def stained(image: Pixels, random: Source, page: PicturedPage) -> Pixels:
    """The ring of a cup."""
    layer = np.zeros(image.shape[:2], np.float32)
    box = page.amounts[int(random.integers(len(page.amounts)))].box
    centre, radius = (round(box[0]), round(box[1])), int(random.integers(170, 260))
    cv2.circle(layer, centre, radius, 0.25, -1, cv2.LINE_AA)
    cv2.circle(layer, centre, radius, 0.85, int(random.integers(8, 20)), cv2.LINE_AA)
    layer = cv2.GaussianBlur(layer, (0, 0), 4)[:, :, None]
    return _bytes(image * (1 - layer * (1 - np.array((0.35, 0.55, 0.72)))))


def shown_through(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """The back of the sheet shines through, mirrored or, from the sheet below, not."""
    other = image[:, ::-1] if random.random() < 0.5 else image
    moved = np.roll(other, (int(random.integers(20, 90)), int(random.integers(30, 140))), (0, 1))
    faint = 255 - (255 - cv2.GaussianBlur(moved, (0, 0), 1.2)) * random.uniform(0.2, 0.42)
    return _bytes(np.minimum(image, faint))


def photographed(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """Taken with a telephone from one side, on a dark desk, under one lamp."""
    high, wide = image.shape[:2]
    margin = 0.08
    desk = np.full((round(high * (1 + 2 * margin)), round(wide * (1 + 2 * margin)), 3), 70.0)
    corners = np.float32([[0, 0], [wide, 0], [wide, high], [0, high]])
    shift = random.uniform(-0.055, 0.055, (4, 2)) * (wide, high)
    aim = np.float32(corners + np.array((wide * margin, high * margin)) + shift)
    turn = cv2.getPerspectiveTransform(corners, aim)
    size = (desk.shape[1], desk.shape[0])
    page = cv2.warpPerspective(image, turn, size, flags=cv2.INTER_AREA)
    there = cv2.warpPerspective(np.full(image.shape[:2], 255, np.uint8), turn, size)[:, :, None] / 255.0
    made = desk * (1 - there) + page * there
    ys, xs = np.mgrid[0 : size[1], 0 : size[0]]
    lamp = (random.uniform(0, size[0]), random.uniform(0, size[1]))
    far = np.hypot(xs - lamp[0], ys - lamp[1]) / np.hypot(*size)
    made = made * (1.05 - random.uniform(0.4, 0.65) * far)[:, :, None]
    made = cv2.GaussianBlur(made, (0, 0), 0.8) + random.normal(0, 5, made.shape)
    return squeezed_well(_bytes(made))


def squeezed_well(image: Pixels) -> Pixels:
    """Stored as a camera stores it."""
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 85])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def folded(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """Folded twice: a crease with a light and a dark side, and worn toner on it."""
    made = image.astype(np.float32)
    high, wide = image.shape[:2]
    for axis, size in ((0, high), (1, wide)):
        at = int(size * random.uniform(0.35, 0.65))
        band = np.arange(size) - at
        shade = 1 - 0.35 * np.exp(-((band - 5) ** 2) / 40.0) + 0.15 * np.exp(-((band + 5) ** 2) / 30.0)
        worn = 190.0 * np.exp(-(band**2) / 4.0)
        made = made * (shade[:, None, None] if axis == 0 else shade[None, :, None])
        made = np.maximum(made, worn[:, None, None] if axis == 0 else worn[None, :, None])
    return _bytes(made)


def faxed(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """Sent by fax: black and white at 204 by 196 dots, with broken lines."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    grey = _bytes(cv2.GaussianBlur(grey, (0, 0), 0.9) + random.normal(0, 14, grey.shape))
    _, made = cv2.threshold(grey, 150, 255, cv2.THRESH_BINARY)
    for _ in range(int(random.integers(2, 6))):
        made[int(random.integers(made.shape[0]))] = 255
    made[random.random(made.shape) < 0.0015] = 0
    return cv2.cvtColor(made, cv2.COLOR_GRAY2BGR)


def faint(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """Printed with the last of the toner, in stripes."""
    ink = 255 - image.astype(np.float32)
    stripes = 0.42 + 0.18 * np.sin(np.arange(image.shape[1]) / random.uniform(40, 120))
    return _bytes(255 - ink * stripes[None, :, None] + random.normal(0, 4, image.shape))


def copied(image: Pixels, random: Source, _page: PicturedPage) -> Pixels:
    """An ordinary copy of the office: a little of everything."""
    made = _turned(image, random.uniform(-0.5, 0.5))
    made = cv2.GaussianBlur(made, (0, 0), 0.7) + random.normal(0, 7, made.shape)
    _, data = cv2.imencode(".jpg", _bytes(made), [cv2.IMWRITE_JPEG_QUALITY, 75])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def _turn(quarters: int) -> Harm:
    def turned(image: Pixels, random: Source, page: PicturedPage) -> Pixels:
        return np.ascontiguousarray(np.rot90(copied(image, random, page), quarters))

    return turned


def _turned(image: Pixels, angle: float) -> Pixels:
    high, wide = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(255,) * 3)


def _bytes(image: Pixels) -> Pixels:
    return np.clip(image, 0, 255).astype(np.uint8)


def beside(left: PicturedPage, right: PicturedPage) -> PicturedPage:
    """Two pages on one sheet."""
    high = max(left.image.shape[0], right.image.shape[0])
    images = [
        cv2.copyMakeBorder(p.image, 0, high - p.image.shape[0], 0, 0, cv2.BORDER_CONSTANT, value=(255,) * 3)
        for p in (left, right)
    ]
    wide = left.image.shape[1]
    moved = [replace(a, box=(a.box[0] + wide, a.box[1], a.box[2] + wide, a.box[3])) for a in right.amounts]
    return PicturedPage(np.hstack(images), [*left.amounts, *moved], left.planted, left.empty)


HARMS: dict[str, Harm] = {
    "原样": lambda image, _random, _page: image,
    "复印": copied,
    "歪斜": skewed,
    "噪点": noisy,
    "压缩": squeezed,
    "书脊阴影": shaded,
    "模糊": blurred,
    "缺边": cut,
    "红章": sealed,
    "咖啡渍": stained,
    "透印": shown_through,
    "拍照": photographed,
    "转90度": _turn(1),
    "转180度": _turn(2),
    "转270度": _turn(3),
    "两页一张": copied,
    "折痕": folded,
    "传真": faxed,
    "淡墨": faint,
}
TWO_UP = "两页一张"
