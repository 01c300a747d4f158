/** Shown at an unknown address: leads to Today. */

import { useEffect } from "preact/hooks";
import { useGoOn } from "./go-on";

export function Elsewhere() {
	const goOn = useGoOn();
	useEffect(() => goOn("/", true), []);
	return null;
}
