/** Export your words: made on this phone from what it has, also after the couple has ended. */

import { useEffect, useRef, useState } from "preact/hooks";
import { serverNow } from "../kernel/store/clock";
import { type Exported, gather } from "../kernel/store/exporting";
import { session } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { Button } from "../ui/button";
import { type FileToGive, FileWaits, useFileToGive } from "../ui/file-to-give";
import { Page } from "../ui/page";
import { BehindPin } from "./ask-pin";
import { exportToGive } from "./export-files";
import type { Faces } from "./faces";

export function Export({ faces }: { readonly faces: Faces }) {
	const file = useFileToGive();
	const { share, make, stop } = useExport(faces, file.give);
	return (
		<Page title={m.export_title()} back={session.value.state === "ready" ? "/people" : "/"} lead={m.export_lead()}>
			<BehindPin>
				<div class="stack-tight">
					<Button look="main" wide disabled={share !== null} onClick={() => make("text/html")}>
						{m.export_print()}
					</Button>
					<Button wide disabled={share !== null} onClick={() => make("application/json")}>
						{m.export_json()}
					</Button>
				</div>
				{share !== null && (
					<div class="stack-tight">
						<progress class="wide" aria-label={m.export_progress()} value={share} />
						<Button look="plain" wide onClick={stop}>
							{m.cancel()}
						</Button>
					</div>
				)}
				<FileWaits file={file} />
				<p class="soft small">{m.export_left_out()}</p>
				<p class="soft small">{m.export_without()}</p>
			</BehindPin>
		</Page>
	);
}

/** Progress between 0 and 1; null while no export is being made. Leaving the screen cancels it. */
function useExport(faces: Faces, give: FileToGive["give"]) {
	const [share, setShare] = useState<number | null>(null);
	const running = useRef<AbortController | null>(null);
	const stop = (): void => running.current?.abort();
	useEffect(() => stop, []);
	const make = async (type: "application/json" | "text/html"): Promise<void> => {
		const control = new AbortController();
		running.current = control;
		setShare(0);
		try {
			const records = await asRead(faces, await gather({ onProgress: setShare, stop: control.signal }));
			await give(exportToGive(faces, records, type, serverNow()));
		} catch (error) {
			if (!control.signal.aborted) throw error;
		} finally {
			setShare(null);
		}
	};
	return { share, make, stop };
}

/** The records as their practices show them. */
async function asRead(faces: Faces, records: readonly Exported[]): Promise<readonly Exported[]> {
	let read = records;
	for (const { gathered } of faces) read = (await gathered?.(read)) ?? read;
	return read;
}
