/** Screens that are loaded when they are opened. */

import { type ComponentChildren, type ComponentType, Fragment } from "preact";
import { lazy } from "preact-iso";
import { type Part, part } from "../kernel/parts";
import { Broken } from "./broken";

/** Fetched early, so that it is there when another part does not come. */
export const notLoadedPart = part(() => import("./not-loaded"));

/** What else is on the screen while something stands in for a part: where there is no frame yet, Help and the way out. */
export type Around = ComponentType<{ readonly children: ComponentChildren }>;

type Loaded<Props> = { readonly default: ComponentType<Props> };

/** Where the screen cannot be loaded, one that says why stands in its place, and tries again. */
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
