package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.CanvasPlatform;
import dev.waymark.sandbox.platform.Platform;
import dev.waymark.sandbox.platform.Troubles;
import dev.waymark.sandbox.platform.Troubles.Trouble;
import java.util.Arrays;

/** Buttons that put the platform itself into trouble: endpoints that fail, and a key that changes. */
final class TroublePages {

    private final Troubles troubles;
    private final Platform platform;
    private final CanvasPlatform canvas;

    TroublePages(Troubles troubles, Platform platform, CanvasPlatform canvas) {
        this.troubles = troubles;
        this.platform = platform;
        this.canvas = canvas;
    }

    void routes(Router router) {
        router.on("POST", "/sandbox/trouble", this::trouble);
    }

    private Response trouble(Request request) {
        String what = request.parameter("what").orElse("");
        if (what.equals("ROTATE_KEYS")) {
            platform.rotateKey();
            canvas.rotateKey();
        } else {
            troubles.toggle(Arrays.stream(Trouble.values())
                    .filter(each -> each.name().equals(what))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(400, "there is no trouble called \"" + what + "\"")));
        }
        String back = request.parameter("back").orElse("/");
        boolean within = back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
        return Response.seeOther(within ? back : "/");
    }
}
