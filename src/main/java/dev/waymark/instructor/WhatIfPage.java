package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * What a learner's path would be if things were otherwise, all in words.
 *
 * @param answer the path in one sentence
 * @param tried true if the path shown is not the one that is kept
 * @param mistake what keeps it from being looked at or kept
 * @param changes what would be different, a sentence each
 * @param steps the path, a line each
 * @param pins items on the path by somebody's wish; ticked ones stay
 * @param set tiers that are set; ticked ones stay
 * @param log what was decided, newest first
 */
public record WhatIfPage(
        String csrf,
        String personHref,
        String action,
        String learner,
        String name,
        String answer,
        boolean tried,
        Optional<String> said,
        Optional<String> mistake,
        String hours,
        String weeks,
        String reason,
        String until,
        List<Option> roles,
        List<Option> pins,
        List<Option> items,
        List<Option> set,
        List<Option> competencies,
        List<Option> tiers,
        List<String> changes,
        List<String> steps,
        List<String> log) {

    public WhatIfPage {
        roles = List.copyOf(roles);
        pins = List.copyOf(pins);
        items = List.copyOf(items);
        set = List.copyOf(set);
        competencies = List.copyOf(competencies);
        tiers = List.copyOf(tiers);
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        log = List.copyOf(log);
    }

    public record Option(String value, String text, boolean chosen) {}
}
