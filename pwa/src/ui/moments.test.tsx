/** What practices offer at moments of others. */

import { expect, it, vi } from "vitest";
import { wordsIn } from "../testing/screen";
import { hearOffers, Offers } from "./moments";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);

it("is there once, however many such moments are on the screen", async () => {
	hearOffers([async () => ({ default: () => ({ href: "/conversations/new", title: "Take turns to talk" }) })]);
	const screen = () => (
		<>
			<Offers />
			<Offers />
		</>
	);
	const links = () => wordsIn(screen, "a");
	await vi.waitFor(() => expect(links()).toEqual(["Take turns to talk"]));
	await Promise.resolve();
	expect(links()).toEqual(["Take turns to talk"]);
});
