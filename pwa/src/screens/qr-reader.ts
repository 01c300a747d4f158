/** Finds a QR code in an image: with the browser's own detector, else with jsQR. */

import { part } from "../kernel/browser/parts";

const jsqrPart = part(() => import("jsqr"));

export type ReadCode = (video: HTMLVideoElement) => Promise<string | null>;

/** Chromium's BarcodeDetector, which lib.dom does not define. */
interface Detector {
	detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
	new (options: { readonly formats: readonly string[] }): Detector;
	getSupportedFormats(): Promise<readonly string[]>;
}

export async function codeReader(): Promise<ReadCode> {
	const own = await ownReader();
	return own ?? (await slowReader());
}

async function ownReader(): Promise<ReadCode | null> {
	if (!("BarcodeDetector" in window)) return null;
	// the line above has checked this
	const Known = window.BarcodeDetector as DetectorClass;
	if (!(await Known.getSupportedFormats()).includes("qr_code")) return null;
	const detector = new Known({ formats: ["qr_code"] });
	return async (video) => (video.readyState < 2 ? null : ((await detector.detect(video))[0]?.rawValue ?? null));
}

async function slowReader(): Promise<ReadCode> {
	const { default: jsQR } = await jsqrPart();
	const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	return async (video) => {
		if (!context || video.videoWidth === 0) return null;
		const { videoWidth: width, videoHeight: height } = video;
		Object.assign(context.canvas, { width, height });
		context.drawImage(video, 0, 0);
		return jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data ?? null;
	};
}
