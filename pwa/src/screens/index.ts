/** The screens that do not belong to a practice. */

import { part } from "../kernel/browser/parts";
import type { Screen } from "../kernel/store/practice";
import { loadExport } from "./export-part";
import { checkPart, helpPart } from "./help-parts";
import { loadTray } from "./tray-part";

export const SCREENS: readonly Screen[] = [
	{ path: "/people", load: part(() => import("./people")), held: true },
	{ path: "/people/export", load: loadExport },
	{ path: "/people/erase", load: part(() => import("./erase")) },
	{ path: "/people/connect", load: part(() => import("./connect")) },
	{ path: "/people/seat", load: part(() => import("./seat")) },
	{ path: "/pair", load: part(() => import("./invited")) },
	{ path: "/join", load: part(() => import("./join")) },
	{ path: "/operator", load: part(() => import("./operator")) },
	{ path: "/settings/phones", load: part(() => import("./phones")) },
	{ path: "/settings/phrase", load: part(() => import("./words")) },
	{ path: "/move", load: part(() => import("./already-here")) },
	{ path: "/settings/zone", load: part(() => import("./zone")) },
	{ path: "/settings", load: part(() => import("./settings")) },
	{ path: "/tray", load: loadTray },
	{ path: "/install", load: part(() => import("./install")) },
	{ path: "/help", load: helpPart, held: true },
	{ path: "/help/check", load: checkPart, held: true },
];
