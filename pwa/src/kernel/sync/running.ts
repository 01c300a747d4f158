/** What the folders below the engine ask of it. The engine hands this down when it starts; until then nothing runs. */
export interface Engine {
	/** Fetches what is new. */
	fetch(): void;
	/** Stops all that runs behind the screens. */
	stop(): void;
	/** Starts it again. */
	start(): void;
}

let engine: Engine | null = null;

/** Called once, by the engine. */
export function useEngine(loaded: Engine): void {
	engine = loaded;
}

/** Fetches what is new. An engine that has not started yet does so at its start anyway. */
export function askForNews(): void {
	engine?.fetch();
}

export function stopEngine(): void {
	engine?.stop();
}

export function startEngine(): void {
	engine?.start();
}
