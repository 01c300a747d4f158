/** A write that takes long: its sealing is held until the test lets it go on. */

import { expect, vi } from "vitest";

/** Holds the next sealing; resolves once it has begun, with what lets it go on. */
export async function holdSealing(begin: () => void): Promise<() => void> {
	const { subtle } = crypto;
	const seal = subtle.encrypt.bind(subtle);
	let letGo = (): void => undefined;
	const held = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	const sealing = vi.spyOn(subtle, "encrypt").mockImplementationOnce(async (...given) => {
		await held;
		return seal(...given);
	});
	begin();
	await vi.waitFor(() => expect(sealing).toHaveBeenCalled());
	return letGo;
}
