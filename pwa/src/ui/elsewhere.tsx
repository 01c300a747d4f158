/** An address that is not, or no longer, there: it leads to Today. */

import { useEffect } from "preact/hooks";
import { useGoOn } from "./go-on";

export function Elsewhere() {
	const goOn = useGoOn();
	useEffect(() => goOn("/", true), []);
	return null;
}
