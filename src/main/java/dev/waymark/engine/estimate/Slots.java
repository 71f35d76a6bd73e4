package dev.waymark.engine.estimate;

import java.util.Arrays;

/**
 * Numbers things as they come, from 0: which place in a learner's arrays a competency has. Open addressing on plain
 * arrays, so that looking up allocates nothing.
 */
final class Slots {

    private int[] keys = new int[16];
    private int[] places = new int[16];
    private int size;

    Slots() {
        Arrays.fill(places, -1);
    }

    int size() {
        return size;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(places, -1);
            size = 0;
        }
    }

    /** The place of a key; a key that is new gets the next one. */
    int of(int key) {
        int at = find(keys, places, key);
        if (places[at] < 0) {
            if (size * 2 >= keys.length) {
                grow();
                at = find(keys, places, key);
            }
            keys[at] = key;
            places[at] = size++;
        }
        return places[at];
    }

    private void grow() {
        int[] moreKeys = new int[keys.length * 2];
        int[] morePlaces = new int[keys.length * 2];
        Arrays.fill(morePlaces, -1);
        for (int i = 0; i < keys.length; i++) {
            if (places[i] >= 0) {
                int at = find(moreKeys, morePlaces, keys[i]);
                moreKeys[at] = keys[i];
                morePlaces[at] = places[i];
            }
        }
        keys = moreKeys;
        places = morePlaces;
    }

    private static int find(int[] keys, int[] places, int key) {
        int spread = key * 0x9E3779B9;
        int at = (spread ^ spread >>> 16) & keys.length - 1;
        while (places[at] >= 0 && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }
}
