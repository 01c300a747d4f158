/** The screens that belong to no practice. */

import type { Screen } from "../kernel/practice";

export const SCREENS: readonly Screen[] = [
	{ path: "/people", load: () => import("./people") },
	{ path: "/people/export", load: () => import("./export") },
	{ path: "/people/erase", load: () => import("./erase") },
	{ path: "/people/connect", load: () => import("./connect") },
	{ path: "/people/seat", load: () => import("./seat") },
	{ path: "/pair", load: () => import("./invited") },
	{ path: "/settings/phones", load: () => import("./phones") },
	{ path: "/settings/phrase", load: () => import("./words") },
	{ path: "/move", load: () => import("./already-here") },
	{ path: "/settings", load: () => import("./settings") },
	{ path: "/tray", load: () => import("./tray") },
	{ path: "/install", load: () => import("./install") },
	{ path: "/help", load: () => import("./help") },
	{ path: "/help/check", load: () => import("./safety-check") },
];
