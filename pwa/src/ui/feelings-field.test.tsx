import { afterEach, expect, it, vi } from "vitest";
import "../testing/paired";
import { closeScreen, fields, opens } from "../testing/screen";
import { Feelings } from "./feelings-field";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("./snackbar", () => ({ say: vi.fn() }));

afterEach(closeScreen);

it("shows at once a feeling that was typed and not added", () => {
	const screen = () => (
		<Feelings form="form" suiting={["tired"]} likely="unpleasant" again={[]} chosen={[]} onChange={() => undefined} />
	);
	expect(opens(screen)).toEqual([false]);
	fields(screen)[0]?.type("Unsettled");
	closeScreen();
	expect(opens(screen)).toEqual([true]);
	expect(fields(screen)[0]?.value).toBe("Unsettled");
});
