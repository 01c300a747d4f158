// Every test file starts with an empty IndexedDB of its own.
import "fake-indexeddb/auto";
