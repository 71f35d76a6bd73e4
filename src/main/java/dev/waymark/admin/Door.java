package dev.waymark.admin;

import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How an administrator comes in: with login and password, or with a one-time link by which they set one. */
@Singleton
class Door {

    static final String LOGIN = "/admin/login";
    static final String ENTER = "/admin/enter";

    private final Accounts accounts;
    private final Invitations invitations;
    private final AdminSessions sessions;
    private final GuessRate rate;

    Door(Accounts accounts, Invitations invitations, AdminSessions sessions, GuessRate rate) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.sessions = sessions;
        this.rate = rate;
    }

    static boolean isDoor(String path) {
        return path.equals(LOGIN) || path.equals(ENTER);
    }

    /** What became of a try. */
    sealed interface Outcome {

        /**
         * @param session the id of a new session
         */
        record In(Administrator who, String session) implements Outcome {
            @Override
            public String toString() {
                return "In[" + who + "]"; // the id is a log's last thing to keep
            }
        }

        /** Login and password do not belong together; which of them is wrong is not said. */
        record Wrong() implements Outcome {}

        /** Too many guesses, of this login or from this address. */
        record Wait() implements Outcome {}

        /** The link was used, is too old, or never was one. */
        record LinkDead() implements Outcome {}

        /**
         * @param key of the sentence that says what the new login or password must be
         */
        record Unfit(String key) implements Outcome {}
    }

    /** Hashes outside of any transaction: it takes a while on purpose. */
    Outcome signIn(String typed, char[] password, String address) {
        if (!rate.allows(address)) {
            return new Outcome.Wait();
        }
        Optional<Accounts.Account> account = Accounts.login(typed).flatMap(accounts::find);
        if (account.isEmpty()) {
            Passwords.spendTheSameTime(password);
            return new Outcome.Wrong();
        }
        if (!accounts.mayGuess(account.get().who())) {
            return new Outcome.Wait();
        }
        if (!Passwords.fits(password, account.get().passwordHash())) {
            return new Outcome.Wrong();
        }
        return let(account.get().who());
    }

    /** The invitation of a link that still works. */
    Optional<Invitations.Invitation> invitation(String token) {
        return invitations.find(token);
    }

    Outcome enter(String token, String typedLogin, char[] password, char[] again, String address) {
        if (!rate.allows(address)) {
            return new Outcome.Wait();
        }
        Optional<Invitations.Invitation> invitation = invitations.find(token);
        if (invitation.isEmpty()) {
            return new Outcome.LinkDead();
        }
        Optional<String> login = invitation.get().login().or(() -> Accounts.login(typedLogin));
        if (login.isEmpty()) {
            return new Outcome.Unfit("admin.enter.login-unfit");
        }
        if (password.length < Passwords.SHORTEST || password.length > Passwords.LONGEST) {
            return new Outcome.Unfit("admin.enter.length");
        }
        if (!java.util.Arrays.equals(password, again)) {
            return new Outcome.Unfit("admin.enter.differ");
        }
        TenantId tenant = invitation.get().tenant();
        // An open link makes a new administrator; it must not become the way to somebody else's account.
        if (invitation.get().login().isEmpty() && accounts.find(login.get()).isPresent()) {
            return new Outcome.Unfit("admin.enter.login-taken");
        }
        String hash = Passwords.hash(password);
        if (!invitations.spend(invitation.get(), token)) {
            return new Outcome.LinkDead();
        }
        Optional<Administrator> who = accounts.keep(tenant, login.get(), hash);
        if (who.isEmpty()) {
            return new Outcome.Unfit("admin.enter.login-taken");
        }
        sessions.closeAllOf(tenant, who.get().id());
        return let(who.get());
    }

    void signOut(Administrator who, String session) {
        sessions.close(who, session);
    }

    private Outcome let(Administrator who) {
        accounts.cameIn(who);
        return new Outcome.In(who, sessions.open(who));
    }
}
