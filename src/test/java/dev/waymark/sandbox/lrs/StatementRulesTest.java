package dev.waymark.sandbox.lrs;

import static dev.waymark.sandbox.lrs.StatementFixture.about;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementRulesTest {

    @Test
    void findsNothingWrongWithASoundStatement() throws JsonProcessingException {
        ObjectNode statement = about("https://a.test/1");
        merge(statement, "result", "{'score':{'raw':5,'min':0,'max':10,'scaled':0},'duration':'PT885S','response':''}");
        merge(statement, "context", "{'platform':'Moodle','language':'en','extensions':{'https://e.test/x':null}}");
        assertThat(StatementRules.findings(statement)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "actor|{}|exactly one",
                "actor|{'mbox':'mailto:a@b.test','openid':'https://b.test'}|exactly one",
                "actor|{'mbox':'a@b.test'}|mailto:",
                "actor|{'mbox_sha1sum':'abc'}|40",
                "actor|{'account':{'homePage':'lms','name':'7'}}|absolute IRI",
                "actor|{'account':{'homePage':'https://lms.test'}}|string",
                "actor|{'objectType':'Group'}|exactly one",
                "actor|{'objectType':'Group','member':[{}]}|member[0]",
                "actor|{'objectType':'Robot','mbox':'mailto:a@b.test'}|Agent or a Group",
                "actor|{'mbox':'mailto:a@b.test','member':[]}|no property",
                "verb|{}|verb.id",
                "verb|{'id':'completed'}|absolute IRI",
                "verb|{'id':'https://v.test/x','display':{'not a language':'x'}}|language",
                "object|{}|object.id",
                "object|{'objectType':'GroupActivity','id':'https://a.test/1'}|unknown",
                "object|{'id':'https://a.test/1','definition':{'interactionType':'guess'}}|interactionType",
                "object|{'objectType':'StatementRef','id':'no'}|UUID",
                "object|{'objectType':'SubStatement'}|object.actor",
                "result|{'score':{'min':10,'max':10}}|wrong way round",
                "result|{'score':{'raw':11,'max':10}}|wrong way round",
                "result|{'score':{'scaled':1.1}}|-1 to 1",
                "result|{'score':{'raw':'5'}}|number",
                "result|{'success':'yes'}|true or false",
                "result|{'response':5}|expected a string",
                "result|{'duration':'885'}|duration",
                "result|{'success':null}|null",
                "context|{'registration':'x'}|UUID",
                "context|{'contextActivities':{'parents':[]}}|no property",
                "context|{'contextActivities':{'parent':[{'id':'x'}]}}|absolute IRI",
                "context|{'extensions':{'info':1}}|IRIs",
                "timestamp|'yesterday'|instant",
                "timestamp|'2026-03-01T12:00:00-00:00'|no offset",
                "version|'2.0.0'|1.0.x",
                "id|'7'|UUID",
                "colour|'red'|no property",
                "attachments|[{'usageType':'https://u.test/x'}]|fileUrl",
            })
    void namesWhatIsWrong(String property, String value, String finding) throws JsonProcessingException {
        ObjectNode statement = about("https://a.test/1");
        merge(statement, property, value);
        assertThat(StatementRules.findings(statement))
                .anySatisfy(each -> assertThat(each).contains(finding));
    }

    @Test
    void platformIsForStatementsAboutActivities() throws JsonProcessingException {
        ObjectNode statement = about("https://a.test/1");
        merge(statement, "object", "{'objectType':'Agent','mbox':'mailto:a@b.test'}");
        merge(statement, "context", "{'platform':'Moodle'}");
        assertThat(StatementRules.findings(statement))
                .singleElement()
                .asString()
                .contains("about an Activity");
    }

    private static void merge(ObjectNode statement, String property, String value) throws JsonProcessingException {
        statement.set(property, XapiClient.JSON.readTree(value.replace('\'', '"')));
    }
}
