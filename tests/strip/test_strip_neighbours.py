"""What belongs together on a page is kept or dropped together, after the classifier has scored each block."""

from pipeline.strip.examples import example_page
from pipeline.strip.judgement import Verdict
from pipeline.strip.neighbours import settle
from pipeline.strip.outline import outline

PROSE = "Gout is a kind of arthritis that comes on quickly and hurts a lot, most often in the big toe."


def settled(*lines, keep_from=0.5, claimed=()):
    """Lines with their scores; gives the lines that are kept."""
    blocks = example_page("\n".join(line for line, _ in lines)).blocks
    verdicts = [Verdict(score >= keep_from, score, "as scored") for _, score in lines]
    after = settle(outline(blocks), claimed, verdicts)
    return [block.text for index, (block, verdict) in enumerate(zip(blocks, after, strict=True))
            if verdict.is_kept and index not in claimed]  # fmt: skip


def test_heading_in_doubt_goes_with_the_text_under_it():
    assert settled(("# Symptoms", 0.4), (PROSE, 0.9)) == ["Symptoms", PROSE]
    assert settled((PROSE, 0.9), ("# Symptoms", 0.6), ("Log in", 0.1)) == [PROSE]


def test_heading_beyond_doubt_stays_as_it_was_scored():
    assert settled(("# Related pages", 0.1), (PROSE, 0.9)) == [PROSE]
    assert settled((PROSE, 0.9), ("# Symptoms", 0.95), ("Log in", 0.1)) == [PROSE, "Symptoms"]


def test_list_follows_its_lead_in():
    lines = (("Call a doctor if you have:", 0.8), ("- fever", 0.2), ("- chills", 0.2))
    assert settled(*lines) == ["Call a doctor if you have:", "- fever", "- chills"]


def test_lead_in_reaches_over_few_short_lines():
    clinics = [(f"Clinic {number}", 0.1) for number in range(60)]
    assert len(settled(("Call a doctor if you have:", 0.8), *clinics)) < 20


def test_page_without_kept_running_text_keeps_the_likeliest():
    menu = [("Home", 0.55), ("Topics", 0.5)]
    assert PROSE in settled(*menu, (PROSE, 0.2), ("Jobs", 0.1))


def test_page_of_short_lines_keeps_the_likeliest():
    assert settled(("Rash", 0.3), ("Log in", 0.05)) == ["Rash"]


def test_page_that_the_rules_claim_whole_stays_empty():
    assert settled((PROSE, 0.2), claimed={0}) == []


def test_same_text_is_kept_once():
    assert settled((PROSE, 0.9), ("Rest.", 0.9), (PROSE, 0.9)) == [PROSE, "Rest."]


def test_lead_in_may_be_said_again():
    lead = "Call your doctor straight away if you have any of these signs:"
    lines = [(lead, 0.9), ("- fever", 0.9), ("Rest.", 0.9), (lead, 0.9), ("- rash", 0.9)]
    assert settled(*lines) == [lead, "- fever", "Rest.", lead, "- rash"]


def test_frame_is_not_added_to_a_page_of_short_lines():
    rashes = [(f"Rash {number}", 0.9) for number in range(10)]
    assert "We use cookies to give you the best experience on our site." not in settled(
        *rashes, ("We use cookies to give you the best experience on our site.", 0.02)
    )


def test_line_far_from_content_is_no_part_of_a_list():
    assert settled(("You may have:", 0.9), ("- fever", 0.2), ("- Log in", 0.05)) == [
        "You may have:",
        "- fever",
    ]


def test_the_article_in_one_piece_is_the_article_again_however_it_begins():
    lines = [PROSE.replace("Gout", name) for name in ("Gout", "Lupus", "Sciatica", "Bursitis")]
    whole = " ".join(["In a hurry? Here is what to know.", *lines])
    assert settled(*((line, 0.9) for line in lines), (whole, 0.9)) == lines
    new = " ".join(line.replace("arthritis", "pain") for line in lines)
    assert settled(*((line, 0.9) for line in lines), (new, 0.9)) == [*lines, new]


def test_dropped_text_does_not_count_as_said():
    assert settled((PROSE, 0.1), (PROSE, 0.9)) == [PROSE]
