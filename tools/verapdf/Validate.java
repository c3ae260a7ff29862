import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** A line for each file that is named: how often a rule of PDF/UA-1 was asked of it, and each rule that it breaks. */
public class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int bad = 0;
        for (String file : files) {
            if (!holds(file)) {
                bad++;
            }
        }
        System.out.println(files.length + " files, " + bad + " break a rule");
        System.exit(bad > 0 ? 1 : 0);
    }

    private static boolean holds(String file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), PDFAFlavour.PDFUA_1);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, true)) {
            ValidationResult result = validator.validate(parser);
            Set<String> broken = new TreeSet<>();
            for (TestAssertion asked : result.getTestAssertions()) {
                if (asked.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(asked.getRuleId().getClause() + "-" + asked.getRuleId().getTestNumber() + " " + asked.getMessage());
                }
            }
            System.out.println(file + ": " + result.getTotalAssertions() + " asked, broken: " + broken);
            return result.isCompliant();
        }
    }
}
