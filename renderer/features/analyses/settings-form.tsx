import { NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useWords } from '../../app/words.tsx';
import { textOr } from '../../ui/format.ts';
import { type Setting, settingKey, type Values } from './settings.ts';

interface SettingsFormProps {
  settings: Setting[];
  values: Values;
  onChange: (values: Values) => void;
}

/** The settings of an analysis, made from its schema; each change runs it again. */
export function SettingsForm({ settings, values, onChange }: SettingsFormProps) {
  return (
    <Stack gap="sm">
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={values[setting.name]}
          onValue={(value) => onChange({ ...values, [setting.name]: value })}
        />
      ))}
    </Stack>
  );
}

interface FieldProps {
  setting: Setting;
  value: Values[string] | undefined;
  onValue: (value: Values[string]) => void;
}

function SettingField({ setting, value, onValue }: FieldProps) {
  const words = useWords();
  const label = textOr(words, settingKey(setting), setting.name);
  switch (setting.kind) {
    case 'choice': {
      const data = setting.options.map((option) => ({ value: option, label: textOr(words, `explore.choice.${option}`, option) }));
      return (
        <Select
          label={label}
          data={data}
          value={String(value ?? setting.initial)}
          onChange={(next) => next && onValue(next)}
          allowDeselect={false}
        />
      );
    }
    case 'number':
      return (
        <NumberInput
          label={label}
          value={typeof value === 'number' ? value : ''}
          allowDecimal={!setting.whole}
          {...(setting.least === undefined ? {} : { min: setting.least })}
          {...(setting.most === undefined ? {} : { max: setting.most })}
          clampBehavior="strict"
          onChange={(next) => typeof next === 'number' && onValue(next)}
        />
      );
    case 'truth':
      return <Switch label={label} checked={value === true} onChange={(event) => onValue(event.currentTarget.checked)} />;
    case 'text':
      return <TextInput label={label} value={String(value ?? '')} onChange={(event) => onValue(event.currentTarget.value)} />;
  }
}
