"""Files of copy become an edition: pictures find their texts, nothing that is there is removed, nothing is asked."""

from __future__ import annotations

import datetime
import io
import os
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from banxin.errors import EditionError, UsageError
from banxin.importer import import_dump, write_import
from banxin.importer.new_paper import paper_from
from banxin.importer.raw_pages import Reading
from banxin.importer.write import keeping_place, next_number
from banxin.intake.copy_files import copy_files, natural, telling
from banxin.intake.dump import DumpPicture
from banxin.intake.gathering import gather
from banxin.intake.pictures import MOST_SIDE, kept_picture
from banxin.sources import read_edition
from word_files import docx, paragraph, picture, styled

DAY = datetime.date(2026, 4, 17)
PROSE = "昨天上午，县里召开春季植树动员会，各乡镇负责人参加会议。"


def image(form: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode != "RGBA" else (255, 0, 0, 0)).save(out, form)
    return out.getvalue()


def heic() -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(out)
    return out.getvalue()


def put(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def pictures(folder: Path) -> dict[str, list[str]]:
    """Of each dump the names of its pictures."""
    return {
        dump.name: [one.what.name for one in dump.placed if isinstance(one.what, DumpPicture)]
        for dump in gather(copy_files([folder])).dumps
    }


def test_pictures_belong_to_the_text_of_their_name(tmp_path: Path) -> None:
    jpeg = image()
    put(
        tmp_path,
        春耕_txt=PROSE,
        植树_txt=PROSE,
        春耕1_jpg=jpeg,
        春耕2_jpg=jpeg,
        植树_png=image("PNG"),
        大桥通车_jpg=jpeg,
    )
    (tmp_path / "植树-图（2）.jpg").write_bytes(jpeg)
    assert pictures(tmp_path) == {
        "大桥通车.jpg": ["大桥通车.jpg"],
        "春耕.txt": ["春耕1.jpg", "春耕2.jpg"],
        "植树.txt": ["植树.png", "植树-图（2）.jpg"],
    }


def test_pictures_belong_to_the_only_text_of_their_folder(tmp_path: Path) -> None:
    put(tmp_path, 甲__稿_txt=PROSE, 甲__IMG_1_jpg=image(), 乙__稿_txt=PROSE, 乙__DSC9_jpg=image())
    assert sorted(map(tuple, pictures(tmp_path).values())) == [("DSC9.jpg",), ("IMG.1.jpg",)]


def test_a_line_that_names_a_picture_is_its_caption(tmp_path: Path) -> None:
    put(tmp_path, a_txt=f"植树\n{PROSE}\n图为植树现场。\n{PROSE}\n", a_jpg=image())
    (dump,) = gather(copy_files([tmp_path])).dumps
    assert [one.what.caption for one in dump.placed if isinstance(one.what, DumpPicture)] == ["图为植树现场。"]
    assert "图为" not in dump.text


def test_names_that_say_something_are_captions_and_headlines() -> None:
    assert telling("01 植树动员会") == "植树动员会"
    assert telling("3月26日-春耕正忙") == "春耕正忙"
    assert telling("IMG_0021") == telling("图片1") == telling("新建文本").replace("新建文本", "") == ""


def test_files_are_in_the_order_of_their_numbers() -> None:
    assert sorted(["稿10", "稿2", "稿１"], key=natural) == ["稿１", "稿2", "稿10"]


def test_what_programs_leave_is_no_copy(tmp_path: Path) -> None:
    put(tmp_path, a_html=f"<p>{PROSE}</p>", a_files__x_js="甲", Thumbs_db="乙")
    (tmp_path / "~$稿.docx").write_bytes(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "p.js").write_text("x")
    assert [one.name for one in copy_files([tmp_path])] == ["a.html"]


def test_one_bad_file_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path, a_txt=PROSE, b_zip=b"Rar!")
    gathered = gather(copy_files([tmp_path]))
    assert [one.code for one in gathered.faults] == ["foreign-file"]
    assert [one.name for one in gathered.dumps] == ["a.txt"]
    with pytest.raises(EditionError, match="RAR"):
        gather(copy_files([tmp_path / "a.txt", tmp_path / "b.zip"]))


@pytest.mark.parametrize(
    ("data", "suffix", "form"),
    [
        (image(), ".jpg", "JPEG"),
        (image("PNG", mode="RGBA"), ".png", "PNG"),
        (image("BMP"), ".png", "PNG"),
        (image("GIF"), ".png", "PNG"),
        (heic(), ".jpg", "JPEG"),
        (image("PNG", (MOST_SIDE + 1, 2)), ".png", "PNG"),
    ],
)
def test_pictures_are_kept_or_made_into_what_an_edition_has(data: bytes, suffix: str, form: str) -> None:
    kept, found = kept_picture(data)
    with Image.open(io.BytesIO(kept)) as made:
        assert (found, made.format) == (suffix, form)
        assert max(made.size) <= MOST_SIDE
        assert made.has_transparency_data == (b"RGBA" in data or made.mode == "RGBA")
    assert kept_picture(kept)[0] == kept


def test_a_converted_picture_stands_upright() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (MOST_SIDE + 2, 60), "red").save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(kept_picture(out.getvalue())[0])) as made:
        assert made.height == MOST_SIDE
        assert not made.getexif().get(0x0112)


def _paper(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "paper.toml").write_text('name = "县报"\nkey = "xian"\nlayout = "tabloid"\n', "utf-8")
    return folder


def test_a_folder_of_copy_is_an_edition_of_articles(tmp_path: Path) -> None:
    office = docx(
        styled("关于植树的通知", 22, centred=True), styled(PROSE * 3, 16), paragraph(picture("rId1")),
        styled("图为现场。王敏 摄", 12, centred=True), media={"1.jpg": image()},
    )  # fmt: skip
    copy = put(tmp_path / "copy", b_docx=office, a_txt=f"春耕正忙\n{PROSE}\n", c_heic=heic())
    result, folder = paper_from(tmp_path / "县报", copy, DAY)
    assert [one.article.headline for one in result.articles] == ["春耕正忙", "关于植树的通知", ""]
    edition, problems = read_edition(folder)
    assert edition is not None
    assert {one.code for one in problems} == {"no-alt"}
    assert [len(one.pictures) for one in edition.articles] == [0, 1, 1]
    assert str(edition.articles[1].pictures[0].caption) == "图为现场。王敏 摄"
    assert "pages" not in tomllib.loads((folder / "edition.toml").read_text("utf-8"))
    assert sorted(path.name for path in (tmp_path / "县报" / "raw").iterdir()) == ["a.txt", "b.docx", "c.heic"]


def test_nothing_is_left_of_a_paper_whose_copy_cannot_be_read(tmp_path: Path) -> None:
    copy = put(tmp_path / "copy", a_doc=b"Rar!")
    with pytest.raises(EditionError):
        paper_from(tmp_path / "new", copy, DAY)
    assert not (tmp_path / "new").exists()
    put(tmp_path / "there", a_txt="甲")
    with pytest.raises(UsageError, match="not empty"):
        paper_from(tmp_path / "there", copy, DAY)


def test_an_import_adds_and_changes_nothing_that_is_there(tmp_path: Path) -> None:
    paper = _paper(tmp_path / "paper")
    folder = write_import(import_dump([("a.txt", f"春耕正忙\n{PROSE}\n".encode())], paper, DAY), paper)
    (folder / "a01.md").write_text("mine", "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name in ("b.txt", "c.txt"):
        result = import_dump([(name, f"植树\n{PROSE}\n".encode())], paper, DAY, first=next_number(folder))
        write_import(result, paper, add=True)
    assert all(path.read_bytes() == data for path, data in before.items())
    assert sorted(path.name for path in folder.glob("*.md")) == ["a01.md", "a02.md", "a03.md"]
    assert (folder / "import" / "3" / "report.txt").is_file()


def test_a_replaced_edition_is_kept_where_no_command_takes_it_for_an_edition(tmp_path: Path) -> None:
    paper = _paper(tmp_path / "paper")
    result = import_dump([("a.txt", f"春耕正忙\n{PROSE}\n".encode())], paper, DAY, reading=Reading.ARTICLES)
    folder = write_import(result, paper)
    (folder / "a01.md").write_text("mine", "utf-8")
    keep = keeping_place(paper, DAY)
    write_import(result, paper, force=True, keep=keep)
    assert (keep / "a01.md").read_text("utf-8") == "mine"
    assert keeping_place(paper, DAY) != keep
    assert [path.parent for path in paper.glob("*/edition.toml")] == [folder]


def test_a_poem_keeps_its_lines_and_its_writer(tmp_path: Path) -> None:
    paper = _paper(tmp_path / "paper")
    text = "渡口\n陈默\n\n夜色落在水面\n老船还系在桩上\n\n对岸的村庄\n只有水声\n"
    folder = write_import(import_dump([("a.txt", text.encode())], paper, DAY), paper)
    assert (folder / "a01.md").read_text("utf-8") == (
        '+++\nkind = "verse"\nheadline = "渡口"\nbyline = "陈默"\npriority = 1\n+++\n\n'
        "夜色落在水面\n老船还系在桩上\n\n对岸的村庄\n只有水声\n"
    )


def test_a_text_of_a_paragraph_a_line_is_one_article(tmp_path: Path) -> None:
    paper = _paper(tmp_path / "paper")
    text = f"春耕正忙\n　　本报讯(记者 张三){PROSE}\n　　{PROSE}\n　　一、备耕\n　　{PROSE}\n（作者系县农技站干部）\n"
    (one,) = import_dump([("a.txt", text.encode("gb18030"))], paper, DAY).articles
    assert (one.article.headline, one.article.dateline) == ("春耕正忙", "本报讯（记者 张三）")
    assert [str(block.kind) for block in one.article.blocks] == ["paragraph"] * 2 + ["subhead"] + ["paragraph"] * 2


def test_files_with_names_of_another_encoding_are_kept_as_they_were_meant(tmp_path: Path) -> None:
    for folder in ("旧稿", "头版"):
        place = tmp_path / os.fsdecode(folder.encode("gbk"))
        place.mkdir()
        (place / os.fsdecode("副本.txt".encode("gbk"))).write_text("正文。", "utf-8")
    first, second = copy_files([tmp_path])
    assert first.name == "副本.txt"
    assert second.name in ("旧稿-副本.txt", "头版-副本.txt")
