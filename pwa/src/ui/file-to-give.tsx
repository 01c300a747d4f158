/** Saves a file from a screen: at once, or after one more tap. If neither works, says what else to do. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { giveFile } from "./give-file";
import { Note } from "./note";
import { say } from "./snackbar";

export interface FileToGive {
	readonly give: (file: File) => Promise<void>;
	/** The file that waits for one more tap; `impossible` if this phone cannot save it; else null. */
	readonly waits: File | "impossible" | null;
}

export function useFileToGive(): FileToGive {
	const [waits, setWaits] = useState<FileToGive["waits"]>(null);
	const give = async (file: File): Promise<void> => {
		const given = await giveFile(file);
		setWaits(given === "needs_tap" ? file : given === "impossible" ? given : null);
		if (given === "downloaded") say(m.file_downloaded());
	};
	return { give, waits };
}

/** The message and button for the remaining step, if any. */
export function FileWaits({ file: { give, waits } }: { readonly file: FileToGive }) {
	return (
		<div role="status">
			{waits === "impossible" && <Note>{m.file_impossible({ address: location.host })}</Note>}
			{waits instanceof File && (
				<Note>
					<div class="grow stack-tight">
						<p>{m.file_ready()}</p>
						<Button look="main" wide onClick={() => give(waits)}>
							{m.file_share()}
						</Button>
					</div>
				</Note>
			)}
		</div>
	);
}
