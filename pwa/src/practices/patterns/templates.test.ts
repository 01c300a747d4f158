/** Templates, to begin with. */

import { expect, it } from "vitest";
import { partsOf, swapped, templates } from "./templates";

it("says of oneself what is underneath, and of the partner only what can be seen", () => {
	for (const template of templates()) {
		for (const parts of [partsOf(template), swapped(partsOf(template), template)]) {
			expect(parts.mine).toContain("Underneath: ");
			expect(parts.theirs).not.toContain("Underneath: ");
		}
	}
});

it("swaps back and forth, and keeps what somebody has written", () => {
	const [template] = templates();
	if (!template) throw new Error("there is a template");
	const parts = partsOf(template);
	expect(swapped(swapped(parts, template), template)).toEqual(parts);
	expect(swapped({ mine: "I follow", theirs: "Goes quiet" }, template)).toEqual({
		mine: "Goes quiet",
		theirs: "I follow",
	});
});
