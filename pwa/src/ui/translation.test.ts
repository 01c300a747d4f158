/** Browsers translate no page that says so; see docs/decisions/0016. */

import { expect, it } from "vitest";
import page from "../../index.html?raw";

it("asks browsers to leave its texts as they are: a translated one is never changed again", () => {
	expect(page).toMatch(/<html lang="en" translate="no">/);
	expect(page).toContain('<meta name="google" content="notranslate" />');
});
