/**
 * Loads who runs this server. A phone with an account keeps it, so that it can be read without a network; on any other
 * phone reading stores nothing.
 */

import { ifStored } from "../browser/if-stored";
import { asProblem } from "../browser/problem";
import { getInstance } from "../http/api";
import { readMeta, writeMeta } from "../store/meta";
import { instance, showInstance } from "./instance-shown";

export async function loadInstance(): Promise<void> {
	await ifStored(async () => {
		const kept = await readMeta("instance");
		if (kept) showInstance(kept);
	});
	try {
		const view = await getInstance();
		showInstance(view);
		await ifStored(async () => (await readMeta("identity")) && writeMeta("instance", view));
	} catch (error) {
		const problem = asProblem(error);
		if (!instance.value) throw problem;
	}
}
