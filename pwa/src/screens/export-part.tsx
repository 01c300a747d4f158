/** The export, loaded with the faces of what is in it. */

import { part } from "../kernel/browser/parts";
import { loadFaces } from "./faces";

const screenPart = part(() => import("./export"));

export async function loadExport() {
	const [{ Export }, faces] = await Promise.all([screenPart(), loadFaces()]);
	return { default: () => <Export faces={faces} /> };
}
