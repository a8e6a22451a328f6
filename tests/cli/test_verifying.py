"""verify: what a person and a script get."""

from tests.cli.person import Person

TEXT = "A title\n\nThe old house stood by the sea, and nobody had lived there for years.\n"


def test_a_script_tells_exact_altered_and_absent_apart_by_the_exit_code(person: Person) -> None:
    person.do("add", person.write("house.txt", TEXT))
    exact = person.run("verify", "nobody had lived there")
    assert (exact.code, exact.out.split()[0]) == (0, "exact")
    altered = person.run("verify", "nobody has lived there")
    assert altered.code == 3
    assert altered.lines[1] == "nobody [-has-]{+had+} lived there"
    assert person.run("verify", "NOBODY had lived there").lines[0].startswith("altered 99%")
    absent = person.run("verify", "They all went to the moon at once")
    assert (absent.code, absent.out) == (4, "")
    assert absent.err.startswith("reader: absent")
    assert person.run("verify", "").code == 1


def test_the_document_has_the_promised_fields(person: Person) -> None:
    person.do("add", person.write("house.txt", TEXT))
    said = person.run("verify", "nobody has lived there", "--json")
    assert set(said.json) == {"result", "article", "start", "end", "score", "difference"}
    assert said.json["result"] == "altered"
    assert person.run("verify", "nobody had lived there", "--json").json["difference"] is None
    absent = person.run("verify", "They all went to the moon at once", "--json")
    assert absent.json["result"] == "absent"
    assert absent.json["article"] is None
