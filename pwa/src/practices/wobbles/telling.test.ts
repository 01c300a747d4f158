/** What the screen says at the tap that tells the partner. */

import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import "../../testing/paired";
import { button, closeScreen } from "../../testing/screen";
import { say } from "../../ui/snackbar";
import WobblesScreen from "./screen";
import { mine } from "./store";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useRoute: () => ({ path: "/wobbles", params: {} }) }));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn() }));
vi.mock("../../ui/page", () => ({ Page: ({ children }: { readonly children: unknown }) => children }));

afterEach(closeScreen);

it("is not that it is being sent, without a connection", async () => {
	vi.stubGlobal("navigator", { onLine: false });
	await button(WobblesScreen, m.wobble_tell({ name: "Ben" }))();
	await vi.waitFor(() => expect(mine.value).not.toBeNull());
	expect(say).toHaveBeenCalledWith(m.unsent(), expect.anything());
});
