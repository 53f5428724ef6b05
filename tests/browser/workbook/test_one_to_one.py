"""The 1:1 pack: private until chosen, previewed as it will be shared, and the same as Markdown, as a file and in print."""

import json
import re
import zlib
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.support import page_actions
from tests.support.accessibility import findings, findings_by_day_and_night

PACK = "workbook/one-to-one/"
CHOSEN = f"handbook:{page_actions.HANDBOOK}:chosen"
HEAD = f"handbook:{page_actions.HANDBOOK}:pack-head"
MINE = "assessment.20260102t030405-mine"  # as an earlier edition wrote it
WRITE = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => {0} } })"
RECORDED = WRITE.replace("{0}", "{ window.copied = text; }")
REFUSED = WRITE.replace("{0}", "{ throw new DOMException('no', 'NotAllowedError'); }")
# One of each kind: its id, its entry in the document, and words that are in the pack only if it was chosen.
THINGS = {
    "name-the-decider": "Name the person who decides",
    "book-a-date": "Book a date to look again",
    "notice-what-changed": "Apricot in April.\nSecond line.",
    "notice-what-stayed": "Bramble in May.",
    "answer-vague-feedback": "When the walnut falls, I will ask for one scene.",
    "answer-vague-feedback.came": "The squirrel heard me.",
    "choose-a-door": "Take the middle door.",
    "recall-the-doors": "Three quinces.",
    "name-the-next-step": "The medlar door.",
    "name-who-follows": "Roe the rowan.",
    "count-the-plums": "Twelve damsons.",
    "assessment.walk-in-step@20260102t030405-mine": "I walked alone.",
    "assessment.walk-in-step.evidence@20260102t030405-mine": "Hanna saw the hazel.",
    "assessment.look-where-it-goes@20260102t030405-mine": "I looked up when called.",
    "next.look-where-it-goes": "I’m working on this: I looked ahead.",
}
MARKUP = "</textarea></title></style><script>alert(1)</script><img src=x onerror=alert(1)> & \"q\" 'q' <b>"
MARKDOWN = (
    "# Shout\n\n---\n===\n> quote\n- Done: forged\n1. one\n```\ncode\n[link](javascript:alert(1)) **bold** _it_ <u>x</u> &amp; | a | b |\n~~~\n:--|--\n\\"
)


def entry(value: object, **fields: Any) -> dict[str, Any]:
    """Return an entry to the wording of today."""
    return {"value": value, "at": "2026-01-02T03:04:05.678Z"} | fields


def answers() -> dict[str, Any]:
    """Return a document with an answer of each kind, and some that must never be offered."""
    return {
        "name-the-decider": entry(True),
        "book-a-date": entry(True),
        "delegate-one-decision": entry(False),
        "notice-what-changed": entry("Apricot in April.\r\nSecond line."),
        "notice-what-stayed": entry("Bramble in May."),
        "notice-what-hurt": entry("   "),
        "answer-vague-feedback.when": entry("the walnut falls,"),
        "answer-vague-feedback.then": entry("ask for one scene."),
        "answer-vague-feedback.date": entry("2026-12-01T09:00"),
        "answer-vague-feedback.came": entry("The squirrel heard me."),
        "choose-a-door": entry("take-the-middle-door"),
        "recall-the-doors": entry("Three quinces."),
        "name-the-next-step": entry("The medlar door."),
        "name-who-follows": entry("Roe the rowan."),
        "count-the-plums": entry("Twelve damsons.", said="How many plums?"),
        f"{MINE}.done": entry(True),
        f"{MINE}.walk-in-step": entry("2"),
        f"{MINE}.walk-in-step.evidence": entry("Hanna saw the hazel."),
        f"{MINE}.look-where-it-goes": entry("1"),
        "next.look-where-it-goes": entry("2"),
        "next.look-where-it-goes.date": entry("2026-12-15"),
        "review.first-steps": entry("2026-12-20"),
        # An older attempt, one that is not finished, one about somebody else, and somebody else's view
        "assessment.20250102t030405-old.done": entry(True),
        "assessment.20250102t030405-old.walk-in-step.evidence": entry("An old cherry."),
        "assessment.20270102t030405-open.walk-in-step.evidence": entry("An open cherry."),
        "assessment.20280102t030405-them.done": entry(True),
        "assessment.20280102t030405-them.role": entry("manager"),
        "assessment.20280102t030405-them.walk-in-step.evidence": entry("Their cherry."),
        "view.1a2b.walk-in-step.evidence": entry("A cherry from a file."),
    }


def come(page: Page, site: str, entries: dict[str, Any], chosen: list[str] | None = None, head: dict[str, str] | None = None) -> None:
    """Open the page as a reader who has written ``entries`` and chosen before."""
    page_actions.prepare(page, site, page_actions.document(entries))
    for key, value in ((CHOSEN, chosen and {"ids": chosen, "at": "2026-01-05T10:00:00.000Z"}), (HEAD, head)):
        if value:
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(value)])
    page.goto(site + PACK)
    expect(page.locator("hb-pack[data-hb-on]")).to_be_visible()


def box(page: Page, key: str) -> Locator:
    """Return the box of one thing."""
    return page.locator(f'.hb-pack__box[value="{key}"]')


def part(page: Page, name: str) -> Locator:
    """Return a part of the pack's page."""
    return page.locator(f'hb-pack [data-hb-part="{name}"]')


def choose(page: Page, *keys: str) -> None:
    """Open every fold and tick these things."""
    page.locator(".hb-pack__group").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")
    for key in keys:
        box(page, key).check()


def markdown(page: Page) -> str:
    """Return the page's Markdown."""
    return part(page, "text").input_value()


def saved(page: Page) -> str:
    """Press the button and return the text of the file."""
    return page_actions.downloaded(page, "save-html")


def preview(page: Page) -> str:
    """Return the words of the preview, with one space between them."""
    return plain(part(page, "view").inner_text())


def plain(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


# The system's Firefox ignores emulated media, so the print rules are applied to the screen.
AS_PAPER = """() => {
  const changed = [];
  const walk = (rules) => {
    for (const rule of rules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const was = rule.media.mediaText;
      const as = was.replace(/\\bprint\\b/, 'all').replace(/\\bscreen\\b/, 'not all').replace(/^not all and .*/, 'not all');
      if (as !== was) { rule.media.mediaText = as; changed.push([rule, was]); }
      walk(rule.cssRules);
    }
  };
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) walk(sheet.cssRules);
  const words = document.body.innerText;
  for (const [rule, was] of changed) rule.media.mediaText = was;
  return words;
}"""


def on_paper(page: Page) -> str:
    """Return the words that are printed."""
    if page.evaluate("navigator.userAgent").find("Firefox") > 0:
        return plain(page.evaluate(AS_PAPER))
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    page.emulate_media(media="null")
    return plain(words)


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF of Chromium's: its strings of glyphs, by each font's own table."""
    objects = {int(number): body for number, body in re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", pdf, re.S)}

    def stream(body: bytes) -> str:
        data = body.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        return (zlib.decompress(data) if b"/FlateDecode" in body else data).decode("latin-1")

    tables: dict[str, dict[str, str]] = {}
    for number, body in objects.items():
        if to := re.search(rb"/ToUnicode (\d+) 0 R", body):
            tables[f"F{number}"] = table_of(stream(objects[int(to[1])]))
    found = ""
    for body in objects.values():
        if b"/Type /Page\n" in body or b"/Type /Page " in body:
            font: dict[str, str] = {}
            contents = re.search(rb"/Contents (\d+) 0 R", body)
            for name, glyphs in re.findall(r"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", stream(objects[int(contents[1])]) if contents else ""):
                font = tables.get(name, font) if name else font
                size = len(next(iter(font), "00"))  # a glyph has two digits or four
                found += "".join(font.get(glyphs[at : at + size].upper(), "") for at in range(0, len(glyphs), size))
    return found


def table_of(table: str) -> dict[str, str]:
    """Return what each glyph of a font says."""
    says = {}
    for lines in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w+)>", lines):
            says[glyph.upper()] = bytes.fromhex(text).decode("utf-16-be")
    for lines in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", lines):
            for more in range(int(last, 16) - int(first, 16) + 1):
                says[f"{int(first, 16) + more:0{len(first)}X}"] = chr(int(text, 16) + more)
    return says


def bare(text: str) -> str:
    """Return a text without spaces: where a line ends on paper, none is drawn."""
    return "".join(text.split())


def test_nothing_is_chosen_at_first(page: Page, site: str) -> None:
    """When I come for the first time nothing is chosen, there is nothing to copy or save, and paper shows an invitation."""
    come(page, site, answers())
    expect(page.locator(".hb-pack__box")).not_to_have_count(0)
    expect(page.locator(".hb-pack__box:checked, .hb-pack__box:indeterminate")).to_have_count(0)
    expect(part(page, "count")).to_contain_text("Nothing yet.")
    assert markdown(page) == ""
    for name in ("copy-markdown", "save-html", "print"):
        expect(page_actions.action(page, name)).to_be_hidden()
    assert on_paper(page).startswith("Nothing is selected, so there’s nothing to print.")
    assert [words for words in THINGS.values() if plain(words) in on_paper(page)] == []


def test_everything_that_says_something_is_offered(page: Page, site: str) -> None:
    """Each tick, text, plan, choice, level and piece of evidence of mine is offered, and nobody else's."""
    come(page, site, answers())
    boxes = page.locator(".hb-pack__box:not([value=''])")
    expect(boxes).to_have_count(len(THINGS))
    assert sorted(boxes.evaluate_all("boxes => boxes.map((box) => box.value)")) == sorted(THINGS)
    titles = page.locator(".hb-pack__chapter").all_text_contents()
    assert titles == ["Self-assessment", "What I’m working on", "First steps", "Second steps", "No longer in the handbook"]
    assert "cherry" not in page.locator("hb-pack").text_content().replace(page.locator("hb-pack").get_attribute("data-hb-words") or "", "")


@pytest.mark.parametrize("chosen", [list(THINGS)[::2], list(THINGS)[1::2]], ids=["even", "odd"])
def test_what_is_not_chosen_does_not_leave(page: Page, site: str, browser_name: str, chosen: list[str]) -> None:
    """The Markdown, the file and the printout have everything that I chose and nothing else."""
    come(page, site, answers())
    choose(page, *chosen)
    ways = {"preview": preview(page), "Markdown": markdown(page), "file": saved(page), "paper": on_paper(page)}
    if browser_name == "chromium":
        ways["PDF"] = words_of(page.pdf(format="A4"))
    for way, text in ways.items():
        found = {key for key, words in THINGS.items() if bare(words) in bare(text)}
        assert found == set(chosen), way


def test_the_three_ways_say_the_same(page: Page, site: str, new_context: Any) -> None:
    """The file says word for word what the preview shows, and so does the Markdown without its marks."""
    come(page, site, answers(), head={"to": "Kofi", "on": "Thursday", "asks": "Which two?\nAnd when?"})
    choose(page, *THINGS)
    shown = preview(page)
    other = new_context().new_page()
    other.set_content(saved(page))
    assert plain(other.locator("body").inner_text()) == shown
    assert bare(re.sub(r"[#*_\\]|^- ", "", markdown(page), flags=re.M)).replace(":", "") == bare(shown).replace(":", "")
    paper = on_paper(page)
    assert paper == shown


def test_the_order_is_that_of_a_talk(page: Page, site: str) -> None:
    """What I want comes first, then what I did, how I am doing and what comes next; my notes come last."""
    come(page, site, answers(), head={"to": "", "on": "", "asks": "Which two?"})
    choose(page, *THINGS)
    assert re.findall(r"^## (.+)$", markdown(page), re.M) == [
        "What I’d like from this 1:1",
        "What I did, and the evidence",
        "Where I think I stand",
        "What I’ll do next",
        "Templates I’ve filled in",
        "In my own words",
    ]
    assert "_By:_ " in markdown(page)
    assert "_One level up:_ I walked with two others." in markdown(page)
    expect(part(page, "count")).to_contain_text("2 ticks")
    expect(part(page, "count")).to_contain_text("2 levels")
    expect(part(page, "count")).to_contain_text("Nothing else does.")


def test_a_private_text_cannot_be_chosen(page: Page, site: str) -> None:
    """What I marked private has no box here; a link leads to the place where I can change that."""
    entries = answers() | {f"{key}.private": entry(True) for key in ("notice-what-changed", "answer-vague-feedback")}
    come(page, site, entries, chosen=["notice-what-changed", "notice-what-stayed"])
    expect(box(page, "notice-what-stayed")).to_be_checked()
    expect(box(page, "notice-what-changed")).to_have_count(0)
    expect(box(page, "answer-vague-feedback")).to_have_count(0)
    expect(page.locator(".hb-pack__secret")).to_contain_text("Private: 2 texts stay here.")
    expect(page.get_by_role("link", name="What changed this week?")).to_have_attribute("href", re.compile(r"chapters/first-steps/#notice-what-changed$"))
    assert "Apricot" not in markdown(page) + saved(page) + on_paper(page)
    expect(part(page, "told")).to_have_text("1 item dropped out because it’s now private or empty.")


def test_what_turns_private_drops_out_at_once(context: BrowserContext, site: str) -> None:
    """A text that I mark private in another tab leaves the pack at once, and is not back when I take the mark away."""
    page = context.new_page()
    come(page, site, answers(), chosen=["notice-what-changed", "notice-what-stayed"])
    assert "Apricot" in markdown(page)
    other = context.new_page()
    page_actions.open_first(other, site)
    switch = other.locator("#notice-what-changed").get_by_role("button", name="Private")
    switch.click()
    expect(box(page, "notice-what-changed")).to_have_count(0)
    expect(part(page, "view")).not_to_contain_text("Apricot")
    expect(part(page, "view")).to_contain_text("Bramble")
    assert "Apricot" not in markdown(page) + saved(page)
    switch.click()
    expect(box(page, "notice-what-changed")).not_to_be_checked()
    assert "Apricot" not in markdown(page)


def test_a_choice_is_remembered_and_can_be_taken_back(page: Page, site: str) -> None:
    """My choice is remembered, the page says how many and since when, and one button clears it."""
    come(page, site, answers())
    choose(page, "notice-what-changed", "name-the-decider")
    page.reload()
    expect(box(page, "notice-what-changed")).to_be_checked()
    expect(part(page, "kept")).to_contain_text(re.compile(r"^2 items are still selected, from .*\d{4}"))
    assert json.loads(page_actions.text_of(page, CHOSEN) or "{}")["ids"] == ["notice-what-changed", "name-the-decider"]
    assert "chosen" not in page_actions.stored(page)["entries"]
    page_actions.action(page, "choose-nothing").click()
    expect(page.locator(".hb-pack__box:checked")).to_have_count(0)
    expect(part(page, "kept")).to_be_hidden()
    assert markdown(page) == ""
    expect(page_actions.action(page, "undo")).to_be_focused()
    page_actions.action(page, "undo").click()
    expect(page.locator(".hb-pack__box:checked[value*='-']")).to_have_count(2)


def test_a_new_answer_is_never_chosen_by_itself(context: BrowserContext, site: str) -> None:
    """What I write later is offered and not chosen, even under a question whose earlier answer I had chosen and erased."""
    page = context.new_page()
    come(page, site, answers(), chosen=["notice-what-changed", f"{MINE}.walk-in-step"])
    other = context.new_page()
    page_actions.open_first(other, site)
    for text in ("", "Something new and raw."):
        page_actions.control(other, "notice-what-changed").fill(text)
        page_actions.await_value(other, "notice-what-changed", text)
        expect(page.locator(".hb-pack__said", has_text="Apricot")).to_have_count(0)
    expect(page.locator(".hb-pack__said", has_text="Something new and raw.")).to_have_count(1)
    expect(box(page, "notice-what-changed")).not_to_be_checked()
    later = {"assessment.20260302t030405-next.done": entry(True), "assessment.20260302t030405-next.walk-in-step": entry("3")}
    other.evaluate(
        "(entries) => document.dispatchEvent(new CustomEvent('hb-command', {detail: {name: 'merge', entries: new Map(Object.entries(entries))}}))", later
    )
    expect(box(page, "assessment.walk-in-step@20260302t030405-next")).not_to_be_checked()
    assert markdown(page) == ""


def test_one_box_chooses_a_block(page: Page, site: str) -> None:
    """One box chooses all of a block, and shows when only a part of it is chosen."""
    come(page, site, answers())
    choose(page)
    whole = page.get_by_role("checkbox", name="All 2: Before the first thing")
    whole.check()
    expect(box(page, "name-the-decider")).to_be_checked()
    expect(box(page, "book-a-date")).to_be_checked()
    box(page, "book-a-date").uncheck()
    assert whole.evaluate("box => [box.checked, box.indeterminate]") == [False, True]
    whole.check()
    expect(box(page, "book-a-date")).to_be_checked()
    whole.uncheck()
    expect(page.locator(".hb-pack__box:checked")).to_have_count(0)
    expect(page.locator("[data-hb-group=first-steps] .hb-pack__chosen")).to_have_text("7 items")


def test_words_stay_words(page: Page, site: str, new_context: Any) -> None:
    """Markup, scripts and Markdown in what I wrote stay words: no script, no heading and no link comes of them."""
    nasty = f"{MARKUP}\n{MARKDOWN}"
    entries = {
        id: ({**one, "value": nasty} if isinstance(one["value"], str) and not re.match(r"\d|take-", one["value"]) else one) for id, one in answers().items()
    }
    entries |= {
        "count-the-plums": entry(nasty, said=nasty),
        "count-the-pears": entry(True, said=nasty),
        "notice-what-stayed": entry(nasty, rev="0", said=nasty),
    }
    come(page, site, entries, head={"to": nasty, "on": nasty, "asks": nasty})
    choose(page, *THINGS, "count-the-pears")
    assert page.locator("hb-pack script, hb-pack img, hb-pack b, hb-pack u").count() == 0
    text = saved(page)
    assert not re.search(r"<(script|img|a|b|u|iframe|link|base|form)\b", text, re.I)
    assert not re.search(r"<[^>]*\s(on\w+|href|src|style)\s*=", text, re.I)
    assert re.findall(r"<meta http-equiv=\"([^\"]+)\" content=\"([^\"]+)\">", text) == [
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
    ]
    other = new_context().new_page()
    other.set_content(text)
    assert other.evaluate("[document.scripts.length, document.links.length, document.images.length, document.title]") == [0, 0, 0, "Notes for our 1:1"]
    assert plain(MARKUP) in plain(other.locator("body").inner_text())
    lines = markdown(page).splitlines()
    assert [line for line in lines if re.match(r"#{1,6}(\s|$)", line) and "Shout" in line] == []
    assert [line for line in lines if re.match(r"\s*([-*_=]\s*){3,}$|\s*>|\s*(```|~~~)|\s*\d+[.)]\s|\s*\|", line)] == []
    assert [line for line in lines if line.startswith("- ") and not re.match(r"- Done: (Name|Book|</)|- Done: \\<", line)] == []
    assert "\\[link\\](javascript" in markdown(page)
    assert not re.search(r"(?<!\\)(<[a-z/!]|\*\*bold|`)", re.sub(r"^\*\*|\*\*$", "", markdown(page), flags=re.M), re.I)


def test_line_breaks_survive(page: Page, site: str, new_context: Any) -> None:
    """My own line breaks and paragraphs are kept, in the Markdown and in the file."""
    come(page, site, {"notice-what-changed": entry("One.\r\nTwo.\n\nThree.")}, chosen=["notice-what-changed"])
    assert "One.  \nTwo.\n\nThree.\n" in markdown(page)
    other = new_context().new_page()
    other.set_content(saved(page))
    assert "One.\nTwo.\n\nThree." in other.locator("body").inner_text()


def test_an_answer_keeps_its_question(page: Page, site: str) -> None:
    """Where a question was reworded since, the pack shows the one that I answered."""
    come(page, site, {"notice-what-changed": entry("Much.", rev="0", said="What was new?")}, chosen=["notice-what-changed"])
    assert "**What was new?**\n\nMuch.\n" in markdown(page)


def test_the_file_can_be_read_by_everybody(page: Page, site: str, new_context: Any) -> None:
    """axe finds nothing in the saved file, by day, at night and on a phone, and it requests nothing."""
    come(page, site, answers(), head={"to": "Kofi", "on": "Thursday", "asks": "Which two?"})
    choose(page, *THINGS)
    other = new_context(viewport={"width": 320, "height": 640}).new_page()
    other.set_content(saved(page))
    assert findings_by_day_and_night(other) == {}
    assert other.evaluate("document.documentElement.scrollWidth") <= 320


def test_everything_works_with_the_keyboard(page: Page, site: str) -> None:
    """I write my lines, open a chapter, choose and take back with Tab, Enter and Space."""
    page.add_init_script(RECORDED)
    come(page, site, {"notice-what-changed": entry("Apricot.")})
    page.locator("#hb-pack-asks").focus()
    page.keyboard.type("Which two?")
    seen: list[str] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(({value, dataset, tagName}) => dataset.hbAction ?? dataset.hbHead ?? (value || dataset.hbPart || tagName))(document.activeElement)"
        )
        seen.append(here)
        if here == "notice-what-changed":
            page.keyboard.press("Space")
        if here == "copy-markdown":
            page.keyboard.press("Enter")
            break
    assert [name for name in ("to", "on", "SUMMARY", "notice-what-changed", "choose-nothing", "copy-markdown") if name not in seen] in ([], ["choose-nothing"])
    expect(part(page, "copied")).to_have_text("Copied.")
    assert "Which two?" in page.evaluate("window.copied")
    assert "Apricot." in page.evaluate("window.copied")


def test_the_lines_above_are_kept(context: BrowserContext, site: str) -> None:
    """What I type above the pack shows in it at once, is remembered, and is not part of my answers."""
    page = context.new_page()
    come(page, site, answers())
    page.get_by_role("textbox", name="For", exact=True).fill("Kofi")
    page.get_by_role("textbox", name="What I’d like from this 1:1").fill("Which two?")
    expect(part(page, "view")).to_contain_text("Kofi")
    expect(part(page, "count")).to_have_text("2 lines you wrote above leave this browser when you copy, save or print. Nothing else does.")
    page.wait_for_function("(key) => (localStorage.getItem(key) ?? '').includes('Which two?')", arg=HEAD)
    other = context.new_page()
    other.goto(site + PACK)
    expect(other.get_by_role("textbox", name="For", exact=True)).to_have_value("Kofi")
    expect(part(other, "view")).to_contain_text("Which two?")
    page_actions.eventually(lambda: sorted(page_actions.stored(page)["entries"]), sorted(answers()))


@pytest.mark.both_browsers("the clipboard and its permission")
def test_a_copy_is_one_press(page: Page, site: str) -> None:
    """One press puts the Markdown that I see where I can paste it."""
    page.add_init_script(RECORDED)
    come(page, site, answers(), chosen=["notice-what-changed"])
    page_actions.action(page, "copy-markdown").click()
    expect(part(page, "copied")).to_have_text("Copied.")
    assert page.evaluate("window.copied") == markdown(page) != ""


def test_a_refused_copy_is_offered_selected(page: Page, site: str) -> None:
    """If the browser refuses to copy, the same text is shown and selected."""
    page.add_init_script(REFUSED)
    come(page, site, answers(), chosen=["notice-what-changed"])
    page_actions.action(page, "copy-markdown").click()
    expect(part(page, "text")).to_be_focused()
    assert part(page, "text").evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == markdown(page)


def test_the_file_has_a_name_with_a_date(page: Page, site: str) -> None:
    """The file that I save says in its name what it is and from which day."""
    come(page, site, answers(), chosen=["notice-what-changed"])
    page.evaluate("() => document.addEventListener('click', ({target}) => { if (target.download) window.named = target.download; }, true)")
    assert saved(page).startswith("<!doctype html>\n<html lang=")
    assert re.fullmatch(r"product-leader-one-to-one-\d{4}-\d\d-\d\d\.html", page.evaluate("window.named"))


@pytest.mark.both_browsers("print dialogs and layout")
def test_the_buttons_print_what_they_say(page: Page, site: str) -> None:
    """One button prints the pack, the other an empty sheet with none of my words on it."""
    page.add_init_script("window.print = () => { window.asked = (window.asked ?? 0) + 1; }")
    come(page, site, answers(), chosen=["notice-what-changed"])
    page_actions.action(page, "print-blank").click()
    assert on_paper(page).startswith("Sheet for a 1:1")
    assert "Apricot" not in on_paper(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert on_paper(page).startswith("Notes for our 1:1")
    page_actions.action(page, "print").click()
    assert page.evaluate("window.asked") == 2
    assert on_paper(page).startswith("Notes for our 1:1")


def test_an_empty_workbook_is_an_invitation(page: Page, site: str) -> None:
    """Before I have written anything the page says where to begin, and shows no zeros."""
    page.goto(site + PACK)
    expect(part(page, "groups")).to_contain_text("There’s nothing to select yet.")
    link = part(page, "groups").get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", re.compile(r"chapters/first-steps/#questions-"))
    assert not re.search(r"\b0\b", page.locator(".hb-pack__desk").inner_text())
    assert findings(page) == {}


def test_going_back_and_forth_doubles_nothing(page: Page, site: str) -> None:
    """After changes of page there is still one list, one preview, one style and one copy of each button."""
    come(page, site, answers(), chosen=["notice-what-changed"])
    page.evaluate("window.visit = 'one'")
    for _ in range(5):
        page.evaluate("document.querySelector('a[href$=\"workbook/data/\"]').click()")
        expect(page).to_have_url(f"{site}workbook/data/")
        expect(page.locator("hb-pack")).to_have_count(0)
        assert page.evaluate("document.adoptedStyleSheets.length") == 0
        page.evaluate("() => history.back()")
        expect(page.locator("hb-pack[data-hb-on]")).to_be_visible()
    assert page.evaluate("window.visit") == "one", "instant navigation was off: this test has shown nothing"
    assert page.evaluate("document.adoptedStyleSheets.length") == 1
    for name in ("copy-markdown", "save-html", "print", "print-blank", "choose-nothing"):
        expect(page_actions.action(page, name)).to_have_count(1)
    expect(page.locator(".hb-paper")).to_have_count(1)
    expect(box(page, "notice-what-changed")).to_have_count(1)
    page.evaluate("() => { window.heard = 0; document.addEventListener('hb-command', () => { heard += 1; }); }")
    box(page, "notice-what-stayed").check()
    assert page.evaluate("window.heard") == 1


def test_an_element_that_leaves_takes_its_things_along(page: Page, site: str) -> None:
    """Taken off the page the pack leaves the plain sheet, and works again when it returns."""
    come(page, site, answers(), chosen=["notice-what-changed"])
    left = page.evaluate(
        """() => {
          const pack = document.querySelector('hb-pack');
          const home = pack.parentNode;
          pack.remove();
          const left = [pack.querySelectorAll('button, .hb-pack__box, .hb-paper').length, pack.querySelector('[data-hb-part=desk]').hidden,
            pack.querySelector('[data-hb-part=text]').value];
          home.append(pack);
          return left;
        }"""
    )
    assert left == [0, True, ""]
    expect(box(page, "notice-what-changed")).to_be_checked()
    expect(part(page, "view")).to_contain_text("Apricot")


@pytest.mark.may_log("refused")
def test_it_works_where_storage_is_refused(page: Page, site: str) -> None:
    """Where the browser keeps nothing, I can still write my lines, see them and take them along."""
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); }")
    page.goto(site + PACK)
    expect(page.locator("hb-pack[data-hb-on]")).to_be_visible()
    page.get_by_role("textbox", name="What I’d like from this 1:1").fill("Which two?")
    expect(part(page, "view")).to_contain_text("Which two?")
    assert "Which two?" in saved(page)


@pytest.mark.parametrize("format", ["A4", pytest.param("Letter", marks=pytest.mark.chromium_only("the sheet of paper is the only difference"))])
@pytest.mark.without_scripts
def test_without_scripts_a_sheet_can_be_printed(page: Page, site: str, browser_name: str, format: str) -> None:
    """With scripts off the page offers one sheet that I can fill in, and that prints on one page alone."""
    page.goto(site + PACK)
    expect(page.locator(".hb-pack__desk")).to_be_hidden()
    page.get_by_label("What I heard").fill("“Not yet.”")
    expect(page.get_by_label("What I heard")).to_have_value("“Not yet.”")
    if browser_name == "chromium":
        pdf = page.pdf(format=format)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
        assert bare(words_of(pdf)).startswith("Sheetfora1:1")


def test_a_talk_is_kept_and_the_next_one_starts_from_it(page: Page, site: str) -> None:
    """The page that was taken along stays with what was agreed; after that only what's new is listed, the rest at a touch, and a deleted one comes back."""
    come(page, site, answers(), chosen=["notice-what-changed"], head={"to": "Kofi", "on": "4 May", "asks": "One scene?"})
    page.get_by_role("button", name="Keep this 1:1").click()
    past = page.locator(".hb-pack__meeting")
    expect(past.locator("textarea")).to_be_focused()
    page.keyboard.type("Kofi asks Hanna by June.")
    expect(page.locator(".hb-pack__asks")).to_have_value("")
    expect(page.locator('[data-hb-head="to"]')).to_have_value("Kofi")  # it may be him again
    expect(part(page, "last")).to_have_text("Last time, 4 May, you agreed: Kofi asks Hanna by June.")
    past.get_by_text("The page you took along").click()
    expect(past.locator("pre")).to_contain_text("One scene?")
    expect(past.locator("pre")).to_contain_text("Apricot in April.")

    # What was agreed is all that's new.
    expect(part(page, "since")).to_contain_text("1 item is new since your last 1:1, 4 May.")
    expect(page.locator(".hb-pack__group[data-hb-group]")).to_have_count(1)
    choose(page, *page.locator('.hb-pack__box[value^="meeting.agreed@"]').evaluate_all("boxes => boxes.map((box) => box.value)"))
    expect(part(page, "view")).to_contain_text("What we agreed last time")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".hb-pack__group[data-hb-group]")).not_to_have_count(1)
    assert not findings(page)

    page.get_by_role("button", name="Delete: 4 May, Kofi").click()
    expect(past).to_have_count(0)
    expect(part(page, "since")).to_be_empty()
    page.keyboard.press("Enter")  # undo
    expect(past.locator("summary").first).to_have_text("4 May, Kofi")
    expect(past.locator("textarea")).to_have_value("Kofi asks Hanna by June.")
