/** What practices show above every screen: loaded once the first one is shown, and never waited for. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { asProblem } from "../kernel/browser/problem";
import { PRACTICES } from "../practices";

const LOADS = PRACTICES.flatMap(({ everywhere }) => everywhere ?? []);

export function Everywhere() {
	const [parts, setParts] = useState<readonly ComponentType[]>([]);
	useEffect(() => {
		// without them the screens say the same
		Promise.all(LOADS.map((load) => load())).then((loaded) => setParts(loaded.map((one) => one.default)), asProblem);
	}, []);
	return (
		<>
			{parts.map((Part, index) => (
				<Part key={index} />
			))}
		</>
	);
}
