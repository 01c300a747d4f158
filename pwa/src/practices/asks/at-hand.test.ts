import { expect, it, vi } from "vitest";
import { localProblem } from "../../kernel/browser/problem";
import { tidyUp } from "./at-hand";

const present = vi.hoisted(() => ({ dismissHere: vi.fn() }));
vi.mock("../../kernel/push/present", () => present);

it("tidies up without a word, also where it fails, as on a page that is just left", async () => {
	present.dismissHere.mockRejectedValueOnce(localProblem("not_loaded", "A part of the app did not load."));
	await expect(tidyUp([])).resolves.toBeUndefined();
	expect(present.dismissHere).toHaveBeenCalled();
});
