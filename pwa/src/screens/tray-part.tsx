/** The tray, loaded with the faces of what waits in it. */

import { part } from "../kernel/browser/parts";
import { loadFaces } from "./faces";

const screenPart = part(() => import("./tray"));

export async function loadTray() {
	const [{ Tray }, faces] = await Promise.all([screenPart(), loadFaces()]);
	return { default: () => <Tray faces={faces} /> };
}
