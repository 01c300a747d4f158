import { expect, it } from "vitest";
import { problemWords } from "./problem-words";

const said = (code: string) => problemWords({ code, title: "as the server says it" });

it("speaks of a code only where one was entered", () => {
	expect(said("no_such_code")).toContain("This code");
	expect(said("not_found")).toContain("no longer there");
	expect(said("not_found")).not.toContain("code");
	for (const code of ["status_410", "status_502", "unreadable"]) expect(said(code)).toContain("stays on this phone");
	expect(said("a code of a newer server")).toBe("as the server says it");
});

it("names the order of recovery words that are all in the list but don't belong together", () => {
	expect(said("bad_phrase")).toContain("order");
});

it("blames no phone for a change that the partner may have made", () => {
	expect(said("stale_edit")).not.toContain("phone");
});
