// Every test file starts with an empty IndexedDB.
import "fake-indexeddb/auto";
