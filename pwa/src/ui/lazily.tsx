/** Screens that are loaded when they are opened. */

import { type ComponentType, Fragment } from "preact";
import { lazy } from "preact-iso";
import { type Part, part } from "../kernel/browser/parts";
import { Broken } from "./broken";
import type { Around } from "./not-loaded";

/** Loaded early, so that it is available when another part fails to load. */
export const notLoadedPart = part(() => import("./not-loaded"));

type Loaded<Props> = { readonly default: ComponentType<Props> };

/** If the screen cannot be loaded, shows one that says why and retries. */
export function lazily<Props extends object>(
	load: Part<Loaded<Props>>,
	around: Around = Fragment,
): ComponentType<Props> {
	return lazy(() => load().catch(async (why) => ({ default: await standIn(load, why, around) })));
}

async function standIn<Props extends object>(
	load: Part<Loaded<Props>>,
	why: unknown,
	Around: Around,
): Promise<ComponentType<Props>> {
	try {
		return (await notLoadedPart()).standIn(load, why, Around);
	} catch {
		return () => (
			<Around>
				<Broken />
			</Around>
		);
	}
}
