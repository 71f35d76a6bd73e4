package dev.waymark.sandbox;

import dev.waymark.Application;

/** Starts the tool with a practice LMS and a practice LRS beside it. */
public final class Sandbox {

    private Sandbox() {}

    public static void main(String[] args) {
        Application.start(args, "sandbox");
    }
}
