package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.web.Track.Cuts;
import dev.waymark.web.Track.Whisker;
import dev.waymark.web.Track.Zone;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrackTest {

    static final Cuts DEFAULT = new Cuts(-1.2, .3, 1.8);

    @Test
    void runsFromMinusTwoPointSevenToThreePointThreeAtTheDefaultCutPoints() {
        assertThat(DEFAULT.place(-2.7)).isCloseTo(0, within(1e-9));
        assertThat(DEFAULT.place(-1.2)).isEqualTo(25);
        assertThat(DEFAULT.place(.3)).isEqualTo(50);
        assertThat(DEFAULT.place(1.8)).isEqualTo(75);
        assertThat(DEFAULT.place(3.3)).isCloseTo(100, within(1e-9));
    }

    @Test
    void keepsZonesEqualWhereverTheCutPointsAre() {
        var edited = new Cuts(-2, 1, 1.5);

        assertThat(edited.place(-.5)).isEqualTo(37.5);
        assertThat(edited.place(1.25)).isEqualTo(62.5);
        assertThat(edited.place(-2 - 1.75)).isCloseTo(0, within(1e-9));
    }

    @Test
    void drawsTheMockupsFirstRow() {
        Track track = Track.of(DEFAULT, -.95, -2.266, .366, 1, OptionalInt.of(3));

        assertThat(track.whisker()).contains(new Whisker(7.23, 51.1, true, true));
        assertThat(track.dot()).contains(29.17);
        assertThat(track.flag()).contains(50.0);
        assertThat(track.zones()).extracting(Zone::held).containsExactly(true, false, false, false);
        assertThat(track.zones()).extracting(Zone::x).containsExactly(.2, 25.2, 50.2, 75.2);
    }

    @Test
    void takesTheCapFromAnEndThatIsClipped() {
        Track track = Track.of(DEFAULT, 3, 1.5, 4, 4, OptionalInt.empty());

        assertThat(track.whisker()).contains(new Whisker(70, 100, true, false));
        assertThat(track.flag()).isEmpty();
    }

    @Test
    void keepsTheDotOnTheLine() {
        assertThat(Track.of(DEFAULT, 9, 8, 10, 4, OptionalInt.empty()).dot()).contains(98.5);
        assertThat(Track.of(DEFAULT, -9, -10, -8, 1, OptionalInt.empty()).dot()).contains(1.5);
    }

    @Test
    void setsNoFlagAtTheFirstTierWhichEverybodyHolds() {
        assertThat(Track.unknown(OptionalInt.of(1)).flag()).isEmpty();
        assertThat(Track.unknown(OptionalInt.of(2)).flag()).contains(25.0);
        assertThat(Track.unknown(OptionalInt.of(2)).whisker()).isEmpty();
    }
}
