/**
 * How much the app stores on this phone, and whether the browser may delete it:
 * https://storage.spec.whatwg.org/#persistence
 */

import { useEffect, useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { getLocale } from "../paraglide/runtime.js";
import { Button } from "../ui/button";

interface Kept {
	/** Bytes, including the app's own files. */
	readonly size: number;
	/** The browser has promised not to delete them. */
	readonly promised: boolean;
}

const MEGABYTE = 1_000_000;

export function Storage() {
	const [kept, setKept] = useState<Kept | null>(null);
	const [isRefused, setRefused] = useState(false);
	const look = () => readKept().then(setKept);
	useEffect(() => void look(), []);
	const ask = async (): Promise<void> => {
		setRefused(!(await navigator.storage.persist()));
		await look();
	};
	if (!kept) return null;
	return (
		<section class="section" aria-labelledby="storage">
			<h2 id="storage">{m.storage()}</h2>
			<div class="card stack">
				<p>{m.storage_size({ size: megabytes(kept.size) })}</p>
				<p class="soft small" role="status">
					{kept.promised ? m.storage_promised() : isRefused ? m.storage_refused() : m.storage_may_go()}
				</p>
				{!kept.promised && (
					<Button wide onClick={ask}>
						{m.storage_ask()}
					</Button>
				)}
			</div>
		</section>
	);
}

/** Null if the browser does not tell. */
async function readKept(): Promise<Kept | null> {
	try {
		const [{ usage = 0 }, promised] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
		return { size: usage, promised };
	} catch {
		return null;
	}
}

function megabytes(bytes: number): string {
	const words = new Intl.NumberFormat(getLocale(), { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
	return words.format(bytes / MEGABYTE).replaceAll(" ", "\u00a0");
}
