/** Reads a QR code with the camera; the images stay in this screen. */

import { useEffect, useRef, useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Note } from "../ui/note";
import { Sheet } from "../ui/sheet";
import { codeReader } from "./qr-reader";

interface ScanProps {
	readonly onRead: (text: string) => void;
	readonly onClose: () => void;
}

const EVERY = 200;

export function Scan({ onRead, onClose }: ScanProps) {
	const video = useRef<HTMLVideoElement>(null);
	const [refused, setRefused] = useState(false);
	useEffect(() => {
		const stop = watchCamera(video.current, onRead, () => setRefused(true));
		return stop;
	}, []);
	return (
		<Sheet title={m.scan()} onClose={onClose}>
			{refused ? (
				<Note>{m.scan_refused()}</Note>
			) : (
				<video ref={video} class="scan" autoplay playsInline muted aria-label={m.scan_picture()} />
			)}
			<p class="soft small">{m.scan_lead()}</p>
		</Sheet>
	);
}

/** Shows the camera and reads until a code is found. Returns a function that stops both. */
function watchCamera(
	video: HTMLVideoElement | null,
	onRead: (text: string) => void,
	onRefused: () => void,
): () => void {
	let stopped = false;
	let stream: MediaStream | null = null;
	const stop = (): void => {
		stopped = true;
		for (const track of stream?.getTracks() ?? []) track.stop();
	};
	const run = async (): Promise<void> => {
		if (!video) return;
		stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
		if (stopped) return stop();
		video.srcObject = stream;
		const read = await codeReader();
		while (!stopped) {
			const text = await read(video);
			if (text && !stopped) {
				stop();
				onRead(text);
			}
			await new Promise((resolve) => setTimeout(resolve, EVERY));
		}
	};
	run().catch(onRefused);
	return stop;
}
