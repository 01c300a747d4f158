/** A link as a QR code, dark on light in both themes, since many cameras read no other. */

import { useEffect, useState } from "preact/hooks";
import { part } from "../kernel/browser/parts";
import { m } from "../paraglide/messages.js";

const qrPart = part(() => import("lean-qr"));
const svgPart = part(() => import("lean-qr/extras/svg"));

interface Drawn {
	readonly size: number;
	readonly path: string;
}

/** The quiet zone around the code that readers need, in modules. */
const MARGIN = 3;

export function QrCode({ link }: { readonly link: string }) {
	const [code, setCode] = useState<Drawn | null>(null);
	useEffect(() => {
		let shown = true;
		void draw(link).then((drawn) => shown && setCode(drawn));
		return () => {
			shown = false;
		};
	}, [link]);
	const size = (code?.size ?? 0) + 2 * MARGIN;
	return (
		<div class="qr">
			{code && (
				<svg
					viewBox={`${-MARGIN} ${-MARGIN} ${size} ${size}`}
					role="img"
					aria-label={m.qr_label()}
					shape-rendering="crispEdges"
				>
					<path d={code.path} fill="#24262b" />
				</svg>
			)}
		</div>
	);
}

async function draw(link: string): Promise<Drawn> {
	const [{ generate }, { toSvgPath }] = await Promise.all([qrPart(), svgPart()]);
	const code = generate(link);
	return { size: code.size, path: toSvgPath(code) };
}
