package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.CourseRecords;
import dev.waymark.sandbox.course.CourseWork;
import dev.waymark.sandbox.course.Gradebook;
import dev.waymark.sandbox.course.Histories;
import dev.waymark.sandbox.course.LrsSender;
import dev.waymark.sandbox.http.Pages;
import dev.waymark.sandbox.http.PracticeServer;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.CanvasPlatform;
import dev.waymark.sandbox.platform.Platform;
import dev.waymark.sandbox.platform.Tool;
import dev.waymark.sandbox.platform.Troubles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A practice LMS on 127.0.0.1 with one course, in which one tool is registered. */
public final class SandboxLms implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxLms.class);

    private final PracticeServer server;
    private final Platform platform;
    private final CanvasPlatform canvas;
    private final Troubles troubles;
    private final Site site;

    private SandboxLms(PracticeServer server, Platform platform, CanvasPlatform canvas, Troubles troubles, Site site) {
        this.server = server;
        this.platform = platform;
        this.canvas = canvas;
        this.troubles = troubles;
        this.site = site;
    }

    /**
     * @param port 0 for any that is free
     * @param folder where key, marks and records are kept; without one nothing outlives the process
     * @param tool where the tool is, without a slash at the end
     * @param lrs the endpoint of the LRS, which takes {@code sandbox} and {@code sandbox}
     */
    public static SandboxLms start(int port, Optional<Path> folder, URI tool, URI lrs, Clock clock) {
        var server = PracticeServer.on(port);
        var course = Course.PRACTICE;
        var gradebook = new Gradebook(folder);
        var records = new CourseRecords(folder);
        var sender = new LrsSender(lrs, "sandbox", "sandbox");
        var work = new CourseWork(server.url(), course, records, gradebook, sender::send);
        var troubles = new Troubles();
        var platform = new Platform(server.url(), new Tool(tool), course, gradebook, folder, troubles, clock);
        var canvas = new CanvasPlatform(server.url(), new Tool(tool), course, folder, troubles, clock);
        var lms = new SandboxLms(
                server, platform, canvas, troubles, new Site(course, records, gradebook, work, sender, clock));
        server.answerWith(lms.router()::answer);
        return lms;
    }

    /** The issuer and the address to open; no slash at the end. */
    public URI url() {
        return server.url();
    }

    /** Gives the twelve learners their past, if the LRS holds nothing yet; what the LMS knew of before is forgotten. */
    public void seed() {
        if (!site.lrs().lrsIsEmpty()) {
            return;
        }
        site.records().clear();
        site.gradebook().clear();
        var histories = new Histories(
                url(),
                site.course(),
                site.records(),
                site.gradebook(),
                site.clock().instant());
        for (var history : histories.all()) {
            if (!history.statements().isEmpty()) {
                site.lrs()
                        .sendNow(history.statements())
                        .ifPresentOrElse(
                                ids -> site.lrs().send(histories.voids(history, ids)),
                                () -> LOG.warn(
                                        "the LRS did not take the history of learner {}",
                                        history.who().id()));
            }
        }
    }

    @Override
    public void close() {
        server.close();
        platform.close();
        canvas.close();
        site.lrs().close();
    }

    private Router router() {
        var router = new Router().on("GET", "/sandbox\\.css", request -> Pages.styleSheet());
        platform.routes(router);
        canvas.routes(router);
        new CoursePages(site).routes(router);
        new WorkPages(site).routes(router);
        new AssignmentPages(site).routes(router);
        new ToolPages(site, platform, troubles).routes(router);
        new RegistrationPages(site, platform).routes(router);
        new TroublePages(troubles, platform, canvas).routes(router);
        new CanvasPages(site, canvas, troubles, url()).routes(router);
        return router;
    }
}
