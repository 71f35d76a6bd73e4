import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Plays an LTI platform and an LRS on loopback and launches many learners in a row against a running tool. JDK only, and
 * independent of the tool's own code.
 *
 * <pre>
 *   java bench/Launches.java write-config /tmp/lti        # the platform file
 *   WAYMARK_LTI_CONFIG=/tmp/lti WAYMARK_ALLOW_PRIVATE_ADDRESSES=true WAYMARK_SECRET=… \
 *   WAYMARK_LRS_URL=http://127.0.0.1:9401/xapi WAYMARK_LRS_USER=load WAYMARK_LRS_PASSWORD=load java -jar target/waymark.jar
 *   java bench/Launches.java run http://localhost:8080 500
 * </pre>
 *
 * Every second learner has a quiz in the LRS. Prints how many pages came, how long they took, and how many scores arrived.
 */
public final class Launches {

    static final int PLATFORM_PORT = 9400;
    static final int LRS_PORT = 9401;
    static final String ISSUER = "http://127.0.0.1:" + PLATFORM_PORT;
    static final String CLIENT = "load-generator";
    static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    static final Map<String, String> SCORES = new ConcurrentHashMap<>();
    static final Map<String, String> QUIZZES = new ConcurrentHashMap<>();
    static KeyPair key;

    public static void main(String[] args) throws Exception {
        if (args.length == 2 && args[0].equals("write-config")) {
            Path folder = Files.createDirectories(Path.of(args[1]));
            Files.writeString(folder.resolve("load.json"), """
                    {"name": "Load generator", "issuer": "%1$s", "clientId": "%2$s",
                     "authorizationEndpoint": "%1$s/auth", "tokenEndpoint": "%1$s/token", "jwksUri": "%1$s/jwks",
                     "deploymentIds": ["1"]}
                    """.formatted(ISSUER, CLIENT));
            return;
        }
        if (args.length < 3 || !args[0].equals("run")) {
            System.err.println("usage: java Launches.java write-config FOLDER | run TOOL_URL LEARNERS [PARALLEL]");
            System.exit(2);
        }
        String tool = args[1];
        int learners = Integer.parseInt(args[2]);
        int parallel = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key = generator.generateKeyPair();
        for (int n = 1; n <= learners; n += 2) {
            QUIZZES.put(Integer.toString(n), quiz(Integer.toString(n), n % 10));
        }
        HttpServer platform = server(PLATFORM_PORT);
        platform.createContext("/jwks", Launches::jwks);
        platform.createContext("/token", Launches::token);
        platform.createContext("/ags/", Launches::score);
        HttpServer lrs = server(LRS_PORT);
        lrs.createContext("/xapi/statements", Launches::statements);

        List<Long> micros = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        long begin = System.nanoTime();
        try (var workers = Executors.newFixedThreadPool(parallel)) {
            var results = new ArrayList<java.util.concurrent.Future<?>>();
            for (int n = 1; n <= learners; n++) {
                String sub = Integer.toString(n);
                results.add(workers.submit(() -> {
                    long start = System.nanoTime();
                    String failure = launch(tool, sub);
                    synchronized (micros) {
                        micros.add((System.nanoTime() - start) / 1000);
                        if (!failure.isEmpty()) {
                            failures.add(sub + ": " + failure);
                        }
                    }
                }));
            }
            for (var each : results) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%d launches in %.1f s (%.1f/s), %d pages, p50 %.0f ms, p95 %.0f ms, max %.0f ms%n",
                learners, seconds, learners / seconds, learners - failures.size(),
                sorted[sorted.length / 2] / 1e3, sorted[(int) (sorted.length * .95)] / 1e3, sorted[sorted.length - 1] / 1e3);
        failures.stream().limit(5).forEach(System.out::println);
        long wait = System.nanoTime();
        while (SCORES.size() < QUIZZES.size() && (System.nanoTime() - wait) / 1e9 < 120) {
            Thread.sleep(250);
        }
        System.out.printf(
                "scores for %d of the %d learners with statements, %.1f s after the last launch; %d for others%n",
                SCORES.keySet().stream().filter(QUIZZES::containsKey).count(), QUIZZES.size(),
                (System.nanoTime() - wait) / 1e9,
                SCORES.keySet().stream().filter(sub -> !QUIZZES.containsKey(sub)).count());
        System.out.println(Arrays.toString(SCORES.values().stream().distinct().sorted().limit(20).toArray()));
        platform.stop(0);
        lrs.stop(0);
        System.exit(failures.isEmpty() && SCORES.size() >= QUIZZES.size() ? 0 : 1);
    }

    /** One learner's launch as their browser would do it; empty if it ended on their page. */
    static String launch(String tool, String sub) {
        try (HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            var login = browser.send(
                    form(tool + "/lti/login", Map.of(
                            "iss", ISSUER, "client_id", CLIENT, "lti_deployment_id", "1", "login_hint", sub,
                            "lti_message_hint", "{\"launchid\":\"" + sub + "\"}", "target_link_uri", tool + "/lti/launch")),
                    HttpResponse.BodyHandlers.ofString());
            if (login.statusCode() / 100 != 3) {
                return "login answered " + login.statusCode();
            }
            Map<String, String> asked = query(URI.create(login.headers().firstValue("Location").orElseThrow()).getRawQuery());
            var launch = browser.send(
                    form(asked.get("redirect_uri"), Map.of("id_token", idToken(sub, asked.get("nonce"), tool), "state", asked.get("state"))),
                    HttpResponse.BodyHandlers.ofString());
            int hops = 0;
            while (launch.statusCode() / 100 == 3 && hops++ < 5) {
                URI next = launch.uri().resolve(launch.headers().firstValue("Location").orElseThrow());
                launch = browser.send(HttpRequest.newBuilder(next).build(), HttpResponse.BodyHandlers.ofString());
            }
            boolean page = launch.statusCode() == 200 && launch.body().contains("Learner " + sub + "<") || launch.body().contains("Your path");
            return page ? "" : "launch answered " + launch.statusCode() + " " + launch.body().replaceAll("(?s)<[^>]*>|\\s+", " ").strip();
        } catch (IOException | InterruptedException | RuntimeException e) {
            return e.toString();
        } catch (Exception e) {
            return "signing: " + e;
        }
    }

    static String idToken(String sub, String nonce, String tool) throws Exception {
        long now = Instant.now().getEpochSecond();
        String claims = """
                {"iss":"%1$s","aud":"%2$s","sub":"%3$s","iat":%4$d,"exp":%5$d,"nonce":"%6$s","name":"Learner %3$s",
                "%7$smessage_type":"LtiResourceLinkRequest","%7$sversion":"1.3.0","%7$sdeployment_id":"1",
                "%7$starget_link_uri":"%8$s/lti/launch","%7$sresource_link":{"id":"1","title":"My path"},
                "%7$sroles":["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
                "%7$scontext":{"id":"7","title":"Load course","type":["CourseSection"]},
                "%7$slaunch_presentation":{"locale":"en","document_target":"iframe"},
                "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint":{"scope":["https://purl.imsglobal.org/spec/lti-ags/scope/score",
                "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"],"lineitems":"%1$s/ags/7/lineitems?type_id=1",
                "lineitem":"%1$s/ags/7/lineitems/3/lineitem?type_id=1"}}"""
                .formatted(ISSUER, CLIENT, sub, now, now + 60, nonce, CLAIM, tool);
        String body = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"load\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(body.getBytes(StandardCharsets.US_ASCII));
        return body + "." + base64(signature.sign());
    }

    static String quiz(String sub, int right) {
        String when = Instant.now().minusSeconds(86_400).toString();
        return """
                {"id":"%s","actor":{"account":{"homePage":"%s","name":"%s"}},
                "verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},
                "object":{"id":"%2$s/mod/quiz/attempt.php?attempt=%3$s&cmid=12","definition":{"type":"http://adlnet.gov/expapi/activities/attempt"}},
                "result":{"score":{"raw":%d,"min":0,"max":10},"completion":true},
                "context":{"contextActivities":{"parent":[{"id":"%2$s/mod/quiz/view.php?id=12","definition":{
                "name":{"en":"Quiz 1"},"type":"http://adlnet.gov/expapi/activities/assessment"}}]}},
                "timestamp":"%s","stored":"%5$s","version":"1.0.0"}"""
                .formatted(UUID.nameUUIDFromBytes(sub.getBytes(StandardCharsets.UTF_8)), ISSUER, sub, right, when);
    }

    static void statements(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200, "application/json", "[]");
            return;
        }
        Map<String, String> asked = query(exchange.getRequestURI().getRawQuery());
        String agent = asked.get("agent");
        List<String> found = new ArrayList<>();
        if (asked.containsKey("verb") || (asked.containsKey("since") && Instant.parse(asked.get("since")).isAfter(Instant.now().minusSeconds(86_000)))) {
            found = List.of();
        } else if (agent == null) {
            found.addAll(QUIZZES.values());
        } else {
            String name = agent.replaceAll("(?s).*\"name\"\\s*:\\s*\"([^\"]*)\".*", "$1");
            if (QUIZZES.containsKey(name)) {
                found.add(QUIZZES.get(name));
            }
        }
        exchange.getResponseHeaders().add("X-Experience-API-Version", "1.0.3");
        exchange.getResponseHeaders().add("X-Experience-API-Consistent-Through", Instant.now().toString());
        answer(exchange, 200, "application/json", "{\"statements\":[" + String.join(",", found) + "],\"more\":\"\"}");
    }

    static void score(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right = exchange.getRequestURI().getPath().endsWith("/lineitem/scores")
                && "application/vnd.ims.lis.v1.score+json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                && "Bearer load".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!right) {
            answer(exchange, 400, "application/json", "[]");
            return;
        }
        SCORES.put(body.replaceAll("(?s).*\"userId\":\"([^\"]*)\".*", "$1"), body.replaceAll("(?s).*\"scoreGiven\":([0-9.]*).*", "$1"));
        answer(exchange, 200, "application/vnd.ims.lis.v1.score+json", "");
    }

    static void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean assertion = form.getOrDefault("client_assertion", "").split("\\.").length == 3;
        answer(exchange, assertion ? 200 : 400, "text/html; charset=utf-8", assertion
                ? "{\"access_token\":\"load\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"" + form.get("scope") + "\"}"
                : "{\"error\":\"invalid_request\"}");
    }

    static void jwks(HttpExchange exchange) throws IOException {
        var rsa = (RSAPublicKey) key.getPublic();
        answer(exchange, 200, "application/json", "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"load\",\"n\":\""
                + base64(unsigned(rsa.getModulus())) + "\",\"e\":\"" + base64(unsigned(rsa.getPublicExponent())) + "\"}]}");
    }

    static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static HttpServer server(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 128);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static HttpRequest form(String address, Map<String, String> fields) {
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&").append(name).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", ISSUER)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    static Map<String, String> query(String raw) {
        Map<String, String> found = new HashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                found.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
