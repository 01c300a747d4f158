/** Screens that are loaded when they are opened. */

import type { ComponentType } from "preact";
import { lazy } from "preact-iso";
import { type Part, part } from "../kernel/parts";

/** Fetched early, so that it is there when another part does not come. */
export const notLoadedPart = part(() => import("./not-loaded"));

type Loaded<Props> = { readonly default: ComponentType<Props> };

/** Where the screen cannot be loaded, one that says why stands in its place, and tries again. */
export function lazily<Props extends object>(load: Part<Loaded<Props>>): ComponentType<Props> {
	return lazy(() => load().catch(async (why) => ({ default: (await notLoadedPart()).standIn(load, why) })));
}
