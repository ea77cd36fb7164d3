from tests.xblocks.nc.ui.drawing.drawing_views import FILE, text


def test_the_views_that_the_drawing_is_tested_with_are_those_of_every_shipped_exercise() -> None:
    again = "python -m tests.xblocks.nc.ui.drawing.drawing_views writes it anew"
    assert FILE.read_text("utf-8") == text(), again
